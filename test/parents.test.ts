import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Catalog } from '../src/catalog/catalog.ts';
import { openCatalog } from '../src/catalog/open-catalog.ts';
import type { AccessPath, ResourceDescription } from '../src/catalog/resource-description.ts';
import { createAwsProvider } from '../src/providers/aws/aws-provider.ts';
import type { CallRecord, Provider } from '../src/providers/provider.ts';
import { type SandboxServer, startSandbox } from '../src/sandbox/http/server.ts';
import type { Database } from '../src/session/database.ts';
import { type LanguageSession, openLanguage } from './support/language-session.ts';
import { openOver } from './support/shop-session.ts';

const versions = 'aws.sagemaker.image_versions';

describe('a list that needs a parent', () => {
  let sky: LanguageSession;
  beforeAll(async () => {
    sky = await openLanguage({ region: ['us-east-1', 'eu-central-1'] });
  });
  afterAll(() => sky.close());

  it('is read for every row of the parent when the statement names none', async () => {
    const rows = await sky.rows(`SELECT image_name, version FROM ${versions} WHERE region = 'us-east-1' ORDER BY ALL`);
    expect(rows.map(({ image_name, version }) => `${image_name}/${version}`)).toEqual([
      'jupyter-cpu/1',
      'jupyter-cpu/2',
      'jupyter-cpu/3',
      'jupyter-gpu/1',
      'jupyter-gpu/2',
    ]);
    expect(await sky.calls(`SELECT version FROM ${versions} WHERE region = 'us-east-1'`)).toEqual([
      'ListImageVersions',
      'ListImageVersions',
      'ListImages',
    ]);
  });

  it('lists no more parents than the statement and its LIMIT leave', async () => {
    const one = `SELECT version FROM ${versions} WHERE region = 'us-east-1' AND image_name LIKE 'jupyter-g%'`;
    expect(await sky.calls(one)).toEqual(['ListImageVersions', 'ListImages']);
    expect(await sky.values(one)).toHaveLength(2);
    expect(await sky.calls(`SELECT version FROM ${versions} WHERE region = 'us-east-1' LIMIT 1`)).toEqual([
      'ListImageVersions',
      'ListImages',
    ]);
    expect(
      await sky.calls(`SELECT version FROM ${versions} WHERE region = 'us-east-1' AND image_name = 'jupyter-cpu'`),
    ).toEqual(['ListImageVersions']);
    const error = await sky.failure(`SELECT version FROM ${versions} WHERE image_name = 'nothing'`);
    expect(error.code).toBe('RESOURCE_NOT_FOUND');
  });

  it('takes the parent from a join before it lists it a second time', async () => {
    const sql = `SELECT v.version FROM aws.sagemaker.images i JOIN ${versions} v ON v.image_name = i.image_name
      WHERE i.region = 'us-east-1' AND v.region = 'us-east-1' AND i.image_display_name LIKE '%'`;
    expect(await sky.calls(sql)).toEqual(['ListImageVersions', 'ListImageVersions', 'ListImages']);
    expect(await sky.values(sql)).toHaveLength(5);
  });

  it('reads what only one version tells by all parts of its identifier', async () => {
    const sql = `SELECT image_name, version, job_type FROM ${versions} WHERE region = 'us-east-1' AND image_name = 'jupyter-gpu'`;
    expect(await sky.calls(sql)).toEqual(['DescribeImageVersion', 'DescribeImageVersion', 'ListImageVersions']);
    expect((await sky.values(`SELECT job_type FROM (${sql})`)).every((type) => type === 'NOTEBOOK_KERNEL')).toBe(true);
    expect(
      await sky.calls(
        `SELECT job_type FROM ${versions} WHERE region = 'us-east-1' AND image_name = 'jupyter-gpu' AND version = 2`,
      ),
    ).toEqual(['DescribeImageVersion']);
  });

  it('is explained with the step of its parent, what it costs and what it needs', async () => {
    const steps = await sky.rows(`EXPLAIN SELECT version FROM ${versions} WHERE region = 'us-east-1'`);
    expect(steps).toMatchObject([
      { step: 1, resource: 'aws.sagemaker.images', method: 'list_images', calls: 1, note: 'gives ImageName' },
      { step: 2, resource: versions, method: 'list_image_versions', calls: expect.any(Number) },
      { resource: 'IAM policy', note: expect.stringContaining('sagemaker:ListImages"') },
    ]);
    expect(steps[1]?.note).toContain('ImageName from step 1, 1 call a row');
    const real = await sky.rows(`EXPLAIN ANALYZE SELECT job_type FROM ${versions} WHERE region = 'us-east-1'`);
    expect(real.map(({ method, calls, rows }) => [method, calls, rows])).toEqual([
      ['list_images', 1, 2],
      ['list_image_versions', 2, 5],
      ['describe_image_version', 5, 5],
      [null, null, null],
    ]);
  });

  it('hands the parent what is said of columns that its rows share with those read for them', async () => {
    const builds =
      "FROM aws.imagebuilder.images WHERE region = 'us-east-1' AND owner = 'Amazon' AND platform = 'Windows'";
    const all = await sky.rows("SELECT platform FROM aws.imagebuilder.images WHERE owner = 'Amazon'");
    expect(all.some(({ platform }) => platform !== 'Windows')).toBe(true);
    const found = await sky.rows(`SELECT arn, platform, owner ${builds}`);
    expect(found.length).toBeGreaterThan(0);
    expect(new Set(found.map(({ platform, owner }) => `${platform} of ${owner}`))).toEqual(
      new Set(['Windows of Amazon']),
    );
    const calls = await sky.calls(`SELECT arn, platform, owner ${builds}`);
    expect(calls).toEqual([...found.map(() => 'ListImageBuildVersions'), 'ListImages']);
    expect(await sky.rows(`EXPLAIN ANALYZE SELECT arn, platform, owner ${builds}`)).toMatchObject([
      {
        resource: 'aws.imagebuilder.image_versions',
        method: 'list_images',
        filters: 'data__owner = Amazon; platform equals Windows',
        calls: 1,
        note: 'gives imageVersionArn, data__owner',
      },
      {
        resource: 'aws.imagebuilder.images',
        method: 'list_image_build_versions',
        filters: 'platform equals Windows',
        calls: found.length,
        note: expect.stringMatching(
          /^imageVersionArn, data__owner from step 1, 1 call a row; estimated for \d+ rows? a region$/,
        ),
      },
      { note: expect.stringContaining('"imagebuilder:ListImageBuildVersions","imagebuilder:ListImages"') },
    ]);
  });

  it('says which column to give where no parent is known', async () => {
    const error = await sky.failure('SELECT * FROM aws.quicksight.dashboards');
    expect(error).toMatchObject({ code: 'MISSING_PARAMETER', hint: expect.stringContaining('aws_account_id = ') });
  });

  it.each([
    ['SELECT * FROM aws.eks.nodegroups', ['aws.eks.clusters', 'aws.eks.nodegroups']],
    ['SELECT key FROM aws.s3.objects', ['aws.s3.buckets', 'aws.s3.objects']],
    ['SELECT service_arn FROM aws.ecs.services', ['aws.ecs.clusters', 'aws.ecs.services']],
    ['SELECT stage_name FROM aws.apigateway.stages', ['aws.apigateway.rest_apis', 'aws.apigateway.stages']],
    ['SELECT log_stream_name FROM aws.logs.log_streams', ['aws.logs.log_groups', 'aws.logs.log_streams']],
    ['SELECT user_name FROM aws.iam.access_keys', ['aws.iam.users', 'aws.iam.access_keys']],
  ])('%s lists %j', async (sql, resources) => {
    const steps = await sky.rows(`EXPLAIN ${sql}`);
    const read = steps.map(({ resource }) => String(resource)).filter((name) => name.startsWith('aws.'));
    expect([...new Set(read)]).toEqual(resources);
  });
});

const region = 'us-east-1';

/** The catalog as it is where only Cloud Control reads, and says what its lists need as AWS's schema archive does. */
function cloudControlOnly(catalog: Catalog): Catalog {
  const needing = (path: AccessPath, { name, parents }: ResourceDescription): AccessPath => {
    const parent = parents?.function_name;
    if (path.kind !== 'list' || name !== 'event_invoke_configs' || parent === undefined) return path;
    return {
      ...path,
      parameters: [{ name: 'FunctionName', columns: [['function_name']], required: true, batch: 1, parent }],
    };
  };
  return {
    provider: catalog.provider,
    version: catalog.version,
    services: () => catalog.services(),
    resources: (service) => catalog.resources(service),
    async resource(service, name) {
      const found = await catalog.resource(service, name);
      const paths = found?.accessPaths.filter(({ call }) => call.api === 'cloud-control') ?? [];
      return found && { ...found, accessPaths: paths.map((path) => needing(path, found)) };
    },
    schema: (service, name) => catalog.schema(service, name),
    search: (text, options) => catalog.search(text, options),
    parameters: (service, resource, method) => catalog.parameters(service, resource, method),
  };
}

describe('parents and identifiers of several parts by Cloud Control', () => {
  const configs = 'aws.lambda.event_invoke_configs';
  let server: SandboxServer;
  let provider: Provider;
  let db: Database;
  const calls: CallRecord[] = [];
  const rows = async (sql: string) => {
    calls.length = 0;
    const result = await db.query(sql, undefined, {
      onProgress: (update) => {
        if (update.kind === 'call') calls.push(update.call);
      },
    });
    expect(result.warnings).toEqual([]);
    return result.rows;
  };
  beforeAll(async () => {
    server = await startSandbox({ port: 0, clock: 'instant' });
    const connection = {
      name: 'default',
      regions: [region],
      endpoint: server.url,
      credentials: { accessKeyId: '123456789012', secretAccessKey: 'test' },
    };
    const catalog = cloudControlOnly(openCatalog('aws'));
    provider = createAwsProvider({ connections: [connection], catalog, wait: async () => undefined });
    ({ db } = await openOver(provider));
    for (const name of ['orders', 'users', 'mails']) {
      const role = 'arn:aws:iam::123456789012:role/r';
      await rows(`INSERT INTO aws.lambda.functions (FunctionName, Role, Code, Runtime, Handler)
        VALUES ('${name}', '${role}', '{"ZipFile": "exports.handler = 1"}', 'nodejs20.x', 'index.handler')`);
    }
    for (const [name, qualifier] of [
      ['orders', '$LATEST'],
      ['orders', '1'],
      ['users', '$LATEST'],
    ])
      await rows(
        `INSERT INTO ${configs} (FunctionName, Qualifier, MaximumRetryAttempts) VALUES ('${name}', '${qualifier}', 1)`,
      );
  });
  afterAll(async () => {
    await db.close();
    await provider.close();
    await server.close();
  });

  it('lists a resource for each of its parents, and splits its identifier into its columns', async () => {
    expect(await rows(`SELECT function_name, qualifier FROM ${configs} ORDER BY ALL`)).toEqual([
      { function_name: 'orders', qualifier: '$LATEST' },
      { function_name: 'orders', qualifier: '1' },
      { function_name: 'users', qualifier: '$LATEST' },
    ]);
    expect(calls.map(({ operation }) => operation)).toEqual(Array.from({ length: 4 }, () => 'ListResources'));
    expect(await rows(`SELECT qualifier FROM ${configs} WHERE function_name LIKE 'u%'`)).toHaveLength(1);
    expect(calls).toHaveLength(2);
  });

  it('reads one by its columns, by its identifier, and all by the columns of the list', async () => {
    const one = { function_name: 'orders', qualifier: '1', maximum_retry_attempts: 1 };
    const list = 'function_name, qualifier, maximum_retry_attempts';
    expect(await rows(`SELECT ${list} FROM ${configs} WHERE function_name = 'orders' AND qualifier = '1'`)).toEqual([
      one,
    ]);
    expect(calls.map(({ operation }) => operation)).toEqual(['GetResource']);
    expect(await rows(`SELECT ${list} FROM ${configs} WHERE data__Identifier = 'orders|1'`)).toEqual([one]);
    expect(calls.map(({ operation }) => operation)).toEqual(['GetResource']);
    expect(await rows(`SELECT ${list} FROM ${configs} WHERE function_name = 'orders'`)).toHaveLength(2);
    expect(await rows(`SELECT ${list} FROM ${configs} WHERE qualifier = '$LATEST'`)).toHaveLength(2);
  });

  it('changes and deletes by the columns and by the identifier', async () => {
    const updated = await rows(
      `UPDATE ${configs} SET maximum_retry_attempts = 2 WHERE function_name = 'orders' AND qualifier = '1'`,
    );
    expect(updated).toMatchObject([{ identifier: 'orders|1', status: 'SUCCESS' }]);
    expect(await rows(`DELETE FROM ${configs} WHERE data__Identifier = 'orders|1'`)).toMatchObject([
      { identifier: 'orders|1', status: 'SUCCESS' },
    ]);
    expect(await rows(`DELETE FROM ${configs} WHERE qualifier = '$LATEST' RETURNING function_name`)).toHaveLength(2);
    expect(await rows(`SELECT function_name FROM ${configs}`)).toEqual([]);
  });
});

describe('a resource without regions', () => {
  let db: Database;
  let server: SandboxServer;
  let provider: Provider;
  const open = async (regions: readonly string[]) => {
    const connection = {
      name: 'default',
      regions,
      endpoint: server.url,
      credentials: { accessKeyId: '123456789012', secretAccessKey: 'test' },
    };
    const catalog = cloudControlOnly(openCatalog('aws'));
    provider = createAwsProvider({ connections: [connection], catalog, wait: async () => undefined });
    ({ db } = await openOver(provider));
  };
  beforeAll(async () => {
    server = await startSandbox({ port: 0, clock: 'instant' });
    await open(['eu-west-1', 'us-east-1']);
  });
  afterAll(async () => {
    await db.close();
    await provider.close();
    await server.close();
  });

  const roles = 'aws.iam.roles';
  const trust =
    '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]}';

  it('is created, read, changed and deleted with no region named', async () => {
    const insert = await db.query(
      `INSERT INTO ${roles} (RoleName, AssumeRolePolicyDocument) VALUES ('deployer', '${trust}'), ('reader', '${trust}')`,
    );
    expect(insert.rows).toMatchObject([{ status: 'SUCCESS' }, { status: 'SUCCESS' }]);
    const { rows, statistics } = await db.query(`SELECT role_name, region FROM ${roles} ORDER BY role_name`);
    expect(rows).toEqual([
      { role_name: 'deployer', region: 'us-east-1' },
      { role_name: 'reader', region: 'us-east-1' },
    ]);
    expect(statistics.calls).toBe(1);
    const update = await db.query(
      `UPDATE ${roles} SET description = 'x' WHERE role_name = 'reader' AND region = 'eu-west-1'`,
    );
    expect(update.rows).toMatchObject([{ status: 'SUCCESS', identifier: 'reader' }]);
    const gone = await db.query(`DELETE FROM ${roles} WHERE role_name = 'deployer' RETURNING role_name`);
    expect(gone.rows).toEqual([{ role_name: 'deployer' }]);
  });

  it.each([
    ["region = 'eu-west-1'", 'eu-west-1'],
    ["region IN ('ap-south-1', 'eu-west-1')", 'ap-south-1'],
    ["role_name = 'reader'", 'us-east-1'],
  ])('says of its region what the statement does: %s', async (where, shown) => {
    const { rows } = await db.query(`SELECT role_name, region FROM ${roles} WHERE ${where}`);
    expect(rows).toEqual([{ role_name: 'reader', region: shown }]);
  });
});
