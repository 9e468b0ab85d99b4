import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../src/session/connect.ts';
import type { Database } from '../src/session/database.ts';
import { type LanguageSession, openLanguage } from './support/language-session.ts';

const region = 'us-east-1';

describe('native resources over the sandbox', () => {
  let sky: LanguageSession;
  beforeAll(async () => {
    sky = await openLanguage({ region });
  });
  afterAll(() => sky.close());

  it('are created, read and deleted by the same SQL', async () => {
    const [image] = await sky.values(`SELECT image_id FROM aws.ec2.images WHERE Owner = 'self' LIMIT 1`);
    const create = `INSERT INTO aws.ec2.image_usage_reports (ImageId, ResourceTypes, region)
      VALUES ('${image}', '[{"ResourceType": "ec2:Instance"}]', '${region}')`;
    expect(await sky.rows(`EXPLAIN ${create}`)).toMatchObject([
      { resource: 'aws.ec2.image_usage_reports', method: 'image_usage_report_Create', calls: 1 },
      { resource: 'IAM policy', note: expect.stringContaining('ec2:CreateImageUsageReport') },
    ]);
    const [created] = await sky.rows(create);
    expect(created).toMatchObject({ operation: 'CREATE', status: 'SUCCESS', identifier: expect.any(String) });
    const mine = `report_id = '${created?.identifier}'`;
    expect(await sky.rows(`SELECT image_id FROM aws.ec2.image_usage_reports WHERE ${mine}`)).toEqual([
      { image_id: image },
    ]);

    const remove = `DELETE FROM aws.ec2.image_usage_reports WHERE ${mine}`;
    expect(await sky.rows(`EXPLAIN ${remove}`)).toMatchObject([
      {
        resource: created?.identifier,
        method: 'image_usage_report_Delete',
        calls: 1,
        note: `delete ${created?.identifier}`,
      },
      { resource: 'IAM policy' },
    ]);
    expect(await sky.rows(remove)).toMatchObject([
      { operation: 'DELETE', identifier: created?.identifier, status: 'SUCCESS', region },
    ]);
    expect(await sky.rows(`SELECT * FROM aws.ec2.image_usage_reports WHERE ${mine}`)).toEqual([]);
  });

  it('are read by type and identifier in one call of Cloud Control', async () => {
    const type = 'AWS::ImageBuilder::ImagePipeline';
    const [arn] = await sky.values('SELECT arn FROM aws.imagebuilder.image_pipelines ORDER BY name LIMIT 1');
    const read = (identifier: unknown) =>
      `SELECT identifier, properties ->> 'Name' AS name FROM aws.cloudcontrol.resources WHERE TypeName = '${type}' AND Identifier = '${String(identifier)}'`;
    const { rows, statistics } = await sky.query(read(arn));
    expect(rows).toEqual([{ identifier: arn, name: String(arn).split('/').at(-1) }]);
    expect(statistics.calls).toBe(1);
    expect(await sky.rows(read(`${String(arn)}-nope`))).toEqual([]);
    // Of all of a type: what a list may leave out is asked for a row each.
    const all = await sky.rows(
      `SELECT identifier FROM aws.cloudcontrol.resources WHERE TypeName = '${type}' AND properties ->> 'Status' = 'ENABLED'`,
    );
    expect(all.map(({ identifier }) => identifier).toSorted()).toEqual(
      (await sky.values("SELECT arn FROM aws.imagebuilder.image_pipelines WHERE status = 'ENABLED'")).toSorted(),
    );
  });

  it('tell what launch templates launch, by version and as it is now', async () => {
    const [{ identifier: id } = {}] = await sky.rows(
      `INSERT INTO aws.ec2.launch_templates (LaunchTemplateName, LaunchTemplateData) VALUES ('web', '{"InstanceType": "t3.micro"}')`,
    );
    await sky.query(
      `INSERT INTO aws.ec2.launch_template_versions (LaunchTemplateId, LaunchTemplateData) VALUES ('${id}', '{"InstanceType": "t3.small"}')`,
    );
    const type = "launch_template_data ->> 'InstanceType'";
    expect(
      await sky.values(
        `SELECT ${type} FROM aws.ec2.launch_template_versions WHERE launch_template_name = 'web' ORDER BY version_number`,
      ),
    ).toEqual(['t3.micro', 't3.small']);
    const latest = `SELECT launch_template_id FROM aws.ec2.launch_templates WHERE ${type} = 't3.small'`;
    expect(await sky.values(latest)).toEqual([id]);
    expect(await sky.calls(latest)).toEqual(['DescribeLaunchTemplateVersions']);
    expect(await sky.values(`SELECT ${type} FROM aws.ec2.launch_templates WHERE launch_template_id = '${id}'`)).toEqual(
      ['t3.small'],
    );
  });

  it('are read under the name of their operations where a CloudFormation type has another', async () => {
    const columns = await sky.values('DESCRIBE aws.ec2.addresses');
    expect(columns).toEqual(expect.arrayContaining(['allocation_id', 'public_ip', 'tags']));
    for (const [name, method] of [
      ['iam.open_id_connect_providers', 'list_open_id_connect_providers'],
      ['appsync.graphql_apis', 'list_graphql_apis'],
      ['ec2.fleets', 'fleets_Describe'],
    ])
      expect((await sky.rows(`EXPLAIN SELECT * FROM aws.${name}`))[0]).toMatchObject({ method });
    const tags = "SELECT value FROM aws.ec2.tags WHERE resource_type = 'image' AND key = 'env'";
    expect(new Set(await sky.values(tags))).toContain('production');
  });

  it('say what tells of them where no call reads them', async () => {
    const hints = await Promise.all(
      ['logs.retention_policies', 'ec2.default_vpcs', 'iam.assume_role_policies', 'ses.emails'].map(
        async (name) => (await sky.failure(`SELECT * FROM aws.${name}`)).hint,
      ),
    );
    expect(hints).toEqual([
      expect.stringMatching(/^What is known of it is read from aws\.logs\.log_groups\. SHOW METHODS IN /),
      expect.stringContaining('aws.ec2.vpcs'),
      expect.stringContaining('aws.iam.roles'),
      'SHOW METHODS IN aws.ses.emails lists the calls that it has.',
    ]);
  });

  it('guard a DELETE without WHERE as all others', async () => {
    expect(await sky.failure('DELETE FROM aws.ec2.snapshots')).toMatchObject({ code: 'TOO_MANY_CHANGES' });
  });

  it('report what AWS refuses, row by row', async () => {
    const [snapshot] = await sky.values(
      `SELECT s.snapshot_id FROM aws.ec2.snapshots AS s, aws.ec2.images AS i
       WHERE i.Owner = 'self' AND CAST(i.block_device_mappings AS VARCHAR) LIKE '%' || s.snapshot_id || '%' LIMIT 1`,
    );
    expect(await sky.rows(`DELETE FROM aws.ec2.snapshots WHERE snapshot_id = '${snapshot}'`)).toMatchObject([
      { operation: 'DELETE', identifier: snapshot, status: 'FAILED', error_code: 'InvalidSnapshot.InUse' },
    ]);
  });

  it('read those of many ids that are there', async () => {
    const [known] = await sky.values(`SELECT snapshot_id FROM aws.ec2.snapshots LIMIT 1`);
    const ids = [known, 'snap-0123456789abcdef0', 'nonsense'].map((id) => `'${id}'`).join(', ');
    expect(await sky.values(`SELECT snapshot_id FROM aws.ec2.snapshots WHERE snapshot_id IN (${ids})`)).toEqual([
      known,
    ]);
  });
});

interface LookupTable {
  lookupTableArn: string;
  lookupTableName: string;
  description?: string;
  tableBody?: string;
}

/** CloudWatch Logs as far as its lookup tables go: JSON 1.1, the operation in a header. */
function startLogs(): { readonly server: Server; readonly calls: string[]; readonly tables: Map<string, LookupTable> } {
  const tables = new Map<string, LookupTable>();
  const calls: string[] = [];
  const operations: Readonly<Record<string, (input: Record<string, string>) => unknown>> = {
    DescribeLookupTables: () => ({ lookupTables: [...tables.values()].map(({ tableBody, ...row }) => row) }),
    GetLookupTable: ({ lookupTableArn = '' }) => tables.get(lookupTableArn),
    CreateLookupTable: ({ lookupTableName = '', tableBody }) => {
      const lookupTableArn = `arn:aws:logs:${region}:123456789012:lookup-table:${lookupTableName}`;
      tables.set(lookupTableArn, { lookupTableArn, lookupTableName, tableBody });
      return { lookupTableArn };
    },
    UpdateLookupTable: ({ lookupTableArn = '', ...changed }) => {
      Object.assign(tables.get(lookupTableArn) ?? {}, changed);
      return { lookupTableArn };
    },
    DeleteLookupTable: ({ lookupTableArn = '' }) => {
      tables.delete(lookupTableArn);
      return {};
    },
  };
  const server = createServer((incoming, outgoing) => {
    const chunks: Uint8Array[] = [];
    incoming.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    incoming.on('end', () => {
      const operation = String(incoming.headers['x-amz-target']).split('.').pop() ?? '';
      const input = JSON.parse(Buffer.concat(chunks).toString() || '{}') as Record<string, string>;
      calls.push(`${operation} ${Object.keys(input).sort().join(',')}`.trim());
      const answer = operations[operation]?.(input);
      outgoing.writeHead(answer === undefined ? 400 : 200, { 'content-type': 'application/x-amz-json-1.1' });
      outgoing.end(
        JSON.stringify(answer ?? { __type: 'ResourceNotFoundException', message: 'There is no such table' }),
      );
    });
  });
  return { server, calls, tables };
}

describe('native resources with a method for every verb', () => {
  const logs = startLogs();
  let db: Database;
  const rows = async (sql: string) => (await db.query(sql)).rows;
  const called = async (sql: string) => {
    logs.calls.length = 0;
    return { rows: await rows(sql), calls: [...logs.calls] };
  };

  beforeAll(async () => {
    await new Promise<void>((resolve) => logs.server.listen(0, '127.0.0.1', resolve));
    db = await connect({
      endpoint: `http://127.0.0.1:${(logs.server.address() as AddressInfo).port}`,
      connections: [
        {
          name: 'logs',
          credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'a-secret' },
          regions: [region],
        },
      ],
    });
    await rows(
      `INSERT INTO aws.logs.lookup_tables (lookupTableName, tableBody, region) VALUES ('one', 'a,b', '${region}')`,
    );
    await rows(
      `INSERT INTO aws.logs.lookup_tables (lookup_table_name, table_body, region) VALUES ('two', 'a,b', '${region}')`,
    );
  });
  afterAll(async () => {
    await db.close();
    await new Promise((resolve) => logs.server.close(resolve));
  });

  it('are read by list and by get', async () => {
    expect(await called('SELECT lookup_table_name FROM aws.logs.lookup_tables ORDER BY 1')).toEqual({
      rows: [{ lookup_table_name: 'one' }, { lookup_table_name: 'two' }],
      calls: ['DescribeLookupTables maxResults'],
    });
    const { rows: found } = await called(
      "SELECT table_body FROM aws.logs.lookup_tables WHERE lookup_table_name = 'two'",
    );
    expect(found).toEqual([{ table_body: 'a,b' }]);
  });

  it('send what an UPDATE changes beside the identifier, and nothing where there is no difference', async () => {
    const update = "UPDATE aws.logs.lookup_tables SET description = 'new' WHERE lookup_table_name = 'two'";
    expect(await rows(`EXPLAIN ${update}`)).toMatchObject([
      { method: 'update_lookup_table', calls: 1, note: 'add /description "new"' },
      { resource: 'IAM policy', note: expect.stringContaining('logs:UpdateLookupTable') },
    ]);
    const changed = await called(update);
    expect(changed.calls).toContain('UpdateLookupTable description,lookupTableArn');
    expect(changed.rows).toMatchObject([
      { operation: 'UPDATE', status: 'SUCCESS', identifier: expect.stringContaining('two') },
    ]);
    expect([...logs.tables.values()].map(({ description }) => description)).toEqual([undefined, 'new']);

    const again = await called(update);
    expect(again.calls).not.toContain('UpdateLookupTable description,lookupTableArn');
    expect(again.rows).toMatchObject([{ status: 'UNCHANGED' }]);
    expect(
      await rows("EXPLAIN UPDATE aws.logs.lookup_tables SET description = 'x' WHERE lookup_table_name = 'two'"),
    ).toMatchObject([{ note: 'replace /description "new" -> "x"' }, {}]);
  });

  it('give RETURNING the row as it is afterwards', async () => {
    const sql = `UPDATE aws.logs.lookup_tables SET table_body = 'c,d' WHERE lookup_table_name = 'one' RETURNING lookup_table_name, table_body`;
    expect(await rows(sql)).toEqual([{ lookup_table_name: 'one', table_body: 'c,d' }]);
  });

  it.each([
    ["UPDATE aws.logs.lookup_tables SET lookup_table_arn = 'x' WHERE true", 'IMMUTABLE_PROPERTY'],
    ['UPDATE aws.logs.lookup_tables SET records_count = 1 WHERE true', 'UNKNOWN_PARAMETER'],
    ["UPDATE aws.logs.lookup_tables SET description = NULL WHERE lookup_table_name = 'two'", 'INVALID_VALUE'],
    ["UPDATE aws.logs.lookup_tables SET description = 'y'", 'TOO_MANY_CHANGES'],
    ['DELETE FROM aws.logs.lookup_tables', 'TOO_MANY_CHANGES'],
    ["INSERT INTO aws.logs.lookup_tables (description, region) VALUES ('x', 'us-east-1')", 'MISSING_PARAMETER'],
  ])('refuse before any change: %s', async (sql, code) => {
    logs.calls.length = 0;
    await expect(db.query(sql)).rejects.toMatchObject({ code });
    expect(logs.calls.filter((call) => /^(Create|Update|Delete)/.test(call))).toEqual([]);
  });

  it('are deleted by what identifies them', async () => {
    const { rows: gone, calls } = await called("DELETE FROM aws.logs.lookup_tables WHERE lookup_table_name = 'one'");
    expect(gone).toMatchObject([{ operation: 'DELETE', status: 'SUCCESS' }]);
    expect(calls).toContain('DeleteLookupTable lookupTableArn');
    expect([...logs.tables.values()].map(({ lookupTableName }) => lookupTableName)).toEqual(['two']);
  });
});
