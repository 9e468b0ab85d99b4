import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { accessPathId } from '../src/catalog/access-path-id.ts';
import { openCatalog } from '../src/catalog/open-catalog.ts';
import type { AccessPath, FilterOperator, ResourceDescription } from '../src/catalog/resource-description.ts';
import type { Row, Value } from '../src/data/value.ts';
import { createAwsProvider } from '../src/providers/aws/aws-provider.ts';
import type { ChangeRequest } from '../src/providers/change.ts';
import type {
  CallContext,
  CallRecord,
  ProgressEvent,
  Provider,
  ScanFilter,
  ScanRequest,
} from '../src/providers/provider.ts';
import { type SandboxServer, startSandbox } from '../src/sandbox/http/server.ts';
import { demoAccounts } from '../src/sandbox/seeds/estate.ts';
import { populateDemo } from '../src/sandbox/seeds/populate-demo.ts';
import { createServices } from '../src/sandbox/services/index.ts';

const region = 'us-east-1';
const catalog = openCatalog('aws');
const services = ['ec2', 'imagebuilder', 'sagemaker'];
let server: SandboxServer;
let provider: Provider;

function providerOn(endpoint: string, secretAccessKey = 'test'): Provider {
  const connections = Object.entries(demoAccounts).map(([name, accessKeyId]) => ({
    name,
    regions: [region],
    endpoint,
    credentials: { accessKeyId, secretAccessKey },
  }));
  return createAwsProvider({ catalog, connections, wait: async () => undefined });
}

beforeAll(async () => {
  server = await startSandbox({ port: 0, clock: 'instant', populate: populateDemo });
  provider = providerOn(server.url);
});
afterEach(() => server.sandbox.faults.clear());
afterAll(async () => {
  await provider.close();
  await server.close();
});

async function rowsOf(
  resource: Pick<ResourceDescription, 'service' | 'name'>,
  path: Pick<AccessPath, 'method' | 'columns' | 'parameters'>,
  request: Partial<ScanRequest> = {},
  context: CallContext = {},
): Promise<Row[]> {
  const rows: Row[] = [];
  const scan: ScanRequest = {
    resource: { provider: 'aws', service: resource.service, resource: resource.name },
    scope: { connection: 'production', region },
    path: accessPathId(path),
    parameters: {},
    filters: [],
    columns: path.columns,
    ...request,
  };
  for await (const page of provider.scan(scan, context)) rows.push(...page.rows);
  return rows;
}

async function resourceOf(service: string, name: string): Promise<ResourceDescription> {
  const resource = await catalog.resource(service, name);
  if (!resource) throw new Error(`No ${service}.${name} in the catalog`);
  return resource;
}

async function allResources(): Promise<readonly ResourceDescription[]> {
  const found = await Promise.all(
    services.map(async (service) => {
      const summaries = await catalog.resources(service);
      return Promise.all(summaries.map(({ name }) => resourceOf(service, name)));
    }),
  );
  return found.flat().map((resource) => ({ ...resource, accessPaths: resource.accessPaths.filter(isServed) }));
}

const sandboxServices = createServices(async () => undefined);
const served = new Map(sandboxServices.map(({ service, operations }) => [service, operations]));
const sharedTypes = new Set(sandboxServices.flatMap(({ resourceTypes }) => Object.keys(resourceTypes ?? {})));

/**
 * Whether the sandbox has what a path reads, for the catalog has all of AWS: the operation, or a type that Cloud Control
 * and the service's own API see alike.
 */
function isServed({ call }: AccessPath): boolean {
  return call.api === 'cloud-control'
    ? sharedTypes.has(call.type)
    : served.get(call.service)?.[call.operation] !== undefined;
}

const isPlainList = ({ kind, parameters }: AccessPath) =>
  kind === 'list' && parameters.every(({ required }) => !required);
const identityOf = (resource: ResourceDescription, row: Row) => resource.identifier.map((name) => row[name]).join('|');

type Change = Partial<ChangeRequest> & Pick<ChangeRequest, 'kind' | 'resource' | 'method'>;

async function plan(request: Change, context: CallContext = {}) {
  const whole = { scope: { connection: 'production', region }, values: {}, wait: true, ...request };
  const [planned] = await provider.plan([whole], context);
  if (planned === undefined) throw new Error('No plan.');
  return planned;
}

async function change(request: Change, context: CallContext = {}) {
  return provider.apply(await plan(request, context), context);
}

const amis = { provider: 'aws', service: 'ec2', resource: 'images' };
const sagemakerImages = { provider: 'aws', service: 'sagemaker', resource: 'images' };
const builtImages = { provider: 'aws', service: 'imagebuilder', resource: 'images' };

describe('the account', () => {
  it('is what its credentials say, asked once', async () => {
    const calls: CallRecord[] = [];
    const own = providerOn(server.url);
    const context = { onCall: (call: CallRecord) => calls.push(call) };
    expect(await own.accountId('build', context)).toBe(demoAccounts.build);
    expect(await own.accountId('build', context)).toBe(demoAccounts.build);
    expect(calls).toMatchObject([{ connection: 'build', service: 'sts', operation: 'GetCallerIdentity', status: 200 }]);
    await own.close();
  });

  it('has regions', async () => {
    expect(await provider.regions('production', {})).toEqual(expect.arrayContaining([region, 'eu-west-1']));
  });
});

describe('every access path', () => {
  it('gives a column the same value as every other', async () => {
    let compared = 0;
    for (const resource of await allResources()) {
      // Rows that nothing tells apart cannot be compared.
      if (resource.identifier.length === 0) continue;
      const cells = new Map<string, { readonly path: string; readonly value: Value }>();
      const compare = (path: AccessPath, connection: string, row: Row) => {
        for (const [column, value] of Object.entries(row)) {
          // What a call says of itself.
          if (column === 'request_id') continue;
          // Two accounts see different things of one image: its tags are its owner's.
          const cell = `${connection} ${resource.service}.${resource.name} ${identityOf(resource, row)} ${column}`;
          const before = cells.get(cell);
          if (!before) cells.set(cell, { path: path.method, value });
          else {
            compared += 1;
            expect(value, `${cell}: ${path.method} beside ${before.path}`).toEqual(before.value);
          }
        }
      };
      const lists = resource.accessPaths.filter(isPlainList);
      // What is read where it is named alone, of one's own: EC2 tells nobody else whom an image is shared with.
      const gets = resource.accessPaths.filter(({ kind, isForNamed }) => kind === 'get' && isForNamed !== true);
      for (const connection of Object.keys(demoAccounts)) {
        const scope = { connection, region };
        const identities = new Set<string>();
        for (const path of lists) {
          for (const row of await rowsOf(resource, path, { scope })) {
            compare(path, connection, row);
            identities.add(identityOf(resource, row));
          }
        }
        for (const path of gets) {
          const [parameter] = path.parameters;
          const isByIdentity = parameter?.columns.some((columns) => columns.join() === resource.identifier.join());
          if (!parameter || !isByIdentity) continue;
          const some = [...identities].slice(0, 10);
          const asked = parameter.batch > 1 ? [some] : some;
          const parts = asked.map((value) =>
            rowsOf(resource, path, { scope, parameters: { [parameter.name]: value } }),
          );
          const rows = (await Promise.all(parts)).flat();
          expect(rows, `${resource.name} by ${path.method}`).toHaveLength(some.length);
          for (const row of rows) compare(path, connection, row);
        }
      }
    }
    expect(compared).toBeGreaterThan(500);
  }, 60_000);

  it('loses no row to a filter', async () => {
    let asked = 0;
    for (const resource of await allResources()) {
      for (const path of resource.accessPaths.filter(isPlainList)) {
        if (path.filters.length === 0) continue;
        const all = await rowsOf(resource, path);
        for (const { column, key, operators } of path.filters.filter((filter) => filter.key === undefined)) {
          const values = [...new Set(all.map((row) => row[column] ?? null))]
            .filter((value) => value !== null)
            .slice(0, 2);
          for (const operator of operators.filter((one) => one !== 'range')) {
            for (const value of values) {
              const filter: ScanFilter = { column, ...(key && { key }), operator, values: [partOf(value, operator)] };
              const kept = (rows: readonly Row[]) =>
                rows.filter((row) => matches(row[column] ?? null, filter)).map((row) => identityOf(resource, row));
              const found = await rowsOf(resource, path, { filters: [filter] });
              expect(kept(found).toSorted(), `${resource.name} ${JSON.stringify(filter)}`).toEqual(
                kept(all).toSorted(),
              );
              expect(kept(found)).not.toEqual([]);
              asked += 1;
            }
          }
        }
      }
    }
    expect(asked).toBeGreaterThan(50);
  }, 60_000);

  it('reads to the last page, however small the pages are', async () => {
    const images = await resourceOf('ec2', 'images');
    const [path] = images.accessPaths;
    if (!path) throw new Error('no path');
    const calls: CallRecord[] = [];
    const whole = await rowsOf(images, path);
    const paged = await rowsOf(images, path, { limit: 7 }, { onCall: (call) => calls.push(call) });
    expect(paged).toEqual(whole);
    expect(calls.length).toBeGreaterThan(5);
  });
});

/** A part of a value that the operator finds it by. */
function partOf(value: Value, operator: FilterOperator): Value {
  const text = String(value);
  if (operator === 'prefix') return text.slice(0, 4);
  if (operator === 'contains') return text.slice(1, 4);
  return operator === 'wildcard' ? `_${text.slice(1, 3)}%` : value;
}

function matches(value: Value, { operator, values: [wanted = null] }: ScanFilter): boolean {
  const [text, part] = [String(value), String(wanted)];
  if (value === null) return false;
  if (operator === 'prefix') return text.startsWith(part);
  if (operator === 'contains') return text.includes(part);
  return operator === 'wildcard' ? text.slice(1).startsWith(part.slice(1, -1)) : value === wanted;
}

describe('changes by Cloud Control', () => {
  it('create, update and delete, telling how they go', async () => {
    const progress: ProgressEvent[] = [];
    const context = { onProgress: (event: ProgressEvent) => progress.push(event) };
    const values = {
      ImageName: 'provider-test',
      ImageRoleArn: `arn:aws:iam::${demoAccounts.production}:role/images`,
    };
    const created = await change(
      { kind: 'create', resource: sagemakerImages, method: 'create_resource', values },
      context,
    );
    expect(created).toMatchObject({ status: 'SUCCESS', identifier: expect.stringContaining('image/provider-test') });
    expect(progress.at(-1)).toMatchObject({ operation: 'CREATE', status: 'SUCCESS' });

    const twice = await change({ kind: 'create', resource: sagemakerImages, method: 'create_resource', values });
    expect(twice).toMatchObject({ status: 'FAILED', errorCode: 'AlreadyExists', message: expect.any(String) });

    const image = { resource: sagemakerImages, key: created.key } as const;
    const updated = await change({
      ...image,
      kind: 'update',
      method: 'update_resource',
      values: { ImageDisplayName: 'Provider test' },
    });
    expect(updated).toMatchObject({ status: 'SUCCESS' });
    const again = await plan({
      ...image,
      kind: 'update',
      method: 'update_resource',
      values: { ImageDisplayName: 'Provider test' },
    });
    expect(again).toMatchObject({ unchanged: true, before: { ImageDisplayName: 'Provider test' }, patch: [] });

    expect(await change({ ...image, kind: 'delete', method: 'delete_resource' })).toMatchObject({ status: 'SUCCESS' });
    expect(await change({ ...image, kind: 'delete', method: 'delete_resource' })).toMatchObject({
      status: 'FAILED',
      errorCode: 'NotFound',
    });
  });

  it('come back at once with their token when nobody waits', async () => {
    const result = await change({
      kind: 'create',
      resource: sagemakerImages,
      method: 'create_resource',
      values: { ImageName: 'no-wait', ImageRoleArn: `arn:aws:iam::${demoAccounts.production}:role/images` },
      wait: false,
    });
    expect(result).toMatchObject({
      status: expect.stringMatching(/IN_PROGRESS|SUCCESS/),
      requestToken: expect.any(String),
    });
  });

  it('are refused with what is wrong', async () => {
    const planned = await plan({
      kind: 'create',
      resource: sagemakerImages,
      method: 'create_resource',
      values: { ImageName: 'x', ImageRoleArn: `arn:aws:iam::${demoAccounts.production}:role/images` },
    });
    const result = await provider.apply({ ...planned, after: { ImageNam: 'x' } }, {});
    expect(result).toMatchObject({
      status: 'FAILED',
      errorCode: 'ValidationException',
      error: { code: 'VALIDATION_FAILED', scope: { requestId: expect.any(String) } },
    });
  });
});

describe('EXEC', () => {
  it('reads what an operation answers', async () => {
    const images = await resourceOf('imagebuilder', 'images');
    const list = images.accessPaths.find(isPlainList);
    const [image] = list ? await rowsOf(images, list, { scope: { connection: 'build', region } }) : [];
    const scope = { connection: 'build', region };
    const native = await change({
      kind: 'execute',
      resource: builtImages,
      scope,
      method: 'get_image',
      values: { imageBuildVersionArn: image?.arn ?? null },
    });
    expect(native).toMatchObject({
      status: 'SUCCESS',
      rows: [{ request_id: expect.any(String), image: { arn: image?.arn } }],
    });
    const byCloudControl = await change({
      kind: 'execute',
      resource: builtImages,
      scope,
      method: 'get_resource',
      values: { Identifier: image?.arn ?? null },
    });
    expect(byCloudControl).toMatchObject({ status: 'SUCCESS', rows: [{ arn: image?.arn, name: image?.name }] });
  });

  it('changes images as EC2 does', async () => {
    const images = await resourceOf('ec2', 'images');
    const [path] = images.accessPaths;
    const own = path ? await rowsOf(images, path, { parameters: { Owners: ['self'] } }) : [];
    const source = own.find(({ state }) => state === 'available');
    const copied = await change({
      kind: 'execute',
      resource: amis,
      method: 'image_Copy',
      values: { name: 'copy', source_image_id: source?.image_id ?? null, SourceRegion: region },
    });
    expect(copied).toMatchObject({ status: 'SUCCESS', rows: [{ image_id: expect.stringMatching(/^ami-/) }] });
    const [copy] = copied.rows ?? [];
    const deregister = { kind: 'execute', resource: amis, method: 'image_Deregister' } as const;
    const values = { ImageId: copy?.image_id ?? null };
    expect(await change({ ...deregister, values })).toMatchObject({ status: 'SUCCESS' });
    expect(await change({ ...deregister, values: { ImageId: 'ami-0123456789abcdef0' } })).toMatchObject({
      status: 'FAILED',
      errorCode: 'InvalidAMIID.NotFound',
      error: { code: 'RESOURCE_NOT_FOUND' },
    });
  });

  it('refuses what the operation cannot take, before any call', async () => {
    const calls: CallRecord[] = [];
    const copy = { kind: 'execute', resource: amis, method: 'image_Copy' } as const;
    const context = { onCall: (call: CallRecord) => calls.push(call) };
    await expect(change({ ...copy, values: { Name: 'x' } }, context)).rejects.toMatchObject({
      code: 'MISSING_PARAMETER',
    });
    await expect(change({ ...copy, values: { Nmae: 'x' } }, context)).rejects.toMatchObject({
      code: 'UNKNOWN_PARAMETER',
    });
    expect(calls).toEqual([]);
  });
});

describe('INSERT by a native operation', () => {
  it('knows the new identifier', async () => {
    const instances = await resourceOf('ec2', 'instances');
    const [path] = instances.accessPaths;
    const [instance] = path ? await rowsOf(instances, path) : [];
    const result = await change({
      kind: 'create',
      resource: amis,
      method: 'image_Create',
      values: { InstanceId: instance?.instance_id ?? null, Name: 'from-instance' },
    });
    expect(result).toMatchObject({ status: 'SUCCESS', identifier: expect.stringMatching(/^ami-/) });
  });
});

describe('what goes wrong', () => {
  const list = { method: 'list_images', columns: ['image_name'], parameters: [] };
  const images = { service: 'sagemaker', name: 'images' };

  it('is tried again where that helps', async () => {
    server.sandbox.faults.set([{ service: 'sagemaker', error: { code: 'ThrottlingException' }, times: 2 }]);
    const calls: CallRecord[] = [];
    expect((await rowsOf(images, list, {}, { onCall: (call) => calls.push(call) })).length).toBeGreaterThan(0);
    expect(calls.slice(0, 3)).toMatchObject([
      { status: 400, error: 'ThrottlingException', attempt: 1 },
      { status: 400, error: 'ThrottlingException', attempt: 2 },
      { status: 200, attempt: 3 },
    ]);
  });

  it('survives a cut connection', async () => {
    server.sandbox.faults.set([{ service: 'sagemaker', cut: true, times: 2 }]);
    expect((await rowsOf(images, list)).length).toBeGreaterThan(0);
  });

  it.each([
    [{ code: 'ThrottlingException' }, 'THROTTLED'],
    [{ code: 'AccessDeniedException', status: 400 }, 'ACCESS_DENIED'],
    [{ code: 'ExpiredTokenException', status: 400 }, 'CREDENTIALS_EXPIRED'],
    [{ code: 'InternalFailure', status: 500 }, 'AWS_ERROR'],
  ])('%j is %s, and says where', async (error, code) => {
    server.sandbox.faults.set([{ service: 'sagemaker', error }]);
    await expect(rowsOf(images, list)).rejects.toMatchObject({
      code,
      scope: {
        connection: 'production',
        region,
        service: 'sagemaker',
        operation: 'ListImages',
        requestId: expect.any(String),
      },
    });
  });

  it('names credentials that AWS does not take', async () => {
    const wrong = providerOn(server.url, 'wrong');
    await expect(wrong.accountId('build', {})).rejects.toMatchObject({
      code: 'CREDENTIALS_INVALID',
      hint: expect.stringContaining('the secret is test'),
    });
    await wrong.close();
  });

  it('names an endpoint where nobody listens', async () => {
    const nowhere = providerOn('http://127.0.0.1:9');
    await expect(nowhere.accountId('build', {})).rejects.toMatchObject({
      code: 'ENDPOINT_UNREACHABLE',
      hint: expect.stringContaining('skyql sandbox'),
    });
    await nowhere.close();
  });

  it('stops a call on its way', async () => {
    server.sandbox.faults.set([{ latencyMilliseconds: 60_000 }]);
    const stop = new AbortController();
    const reading = rowsOf(images, list, {}, { signal: stop.signal });
    setTimeout(() => stop.abort(), 20);
    await expect(reading).rejects.toMatchObject({ code: 'INTERRUPTED' });
  });
});
