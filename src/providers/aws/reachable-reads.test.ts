import { describe, expect, it } from 'vitest';
import type { AccessPath, MethodCall, ResourceDescription } from '../../catalog/resource-description.ts';
import type { Send } from './create-aws-api.ts';
import { createReachableReads } from './reachable-reads.ts';

const path = (method: string, call: MethodCall): AccessPath => ({
  method,
  kind: 'list',
  columns: ['id'],
  parameters: [],
  filters: [],
  pageSize: 100,
  permissions: [],
  call,
});
const native = (operation: string): MethodCall => ({
  api: 'native',
  service: 'shop',
  operation,
  result: 'items',
  columns: {},
  inputs: {},
  filters: {},
});
const listed: MethodCall = { api: 'cloud-control', type: 'AWS::Shop::Item', handler: 'list' };
const creating = (call: MethodCall) => ({
  name: 'create',
  verb: 'INSERT' as const,
  requiredParameters: [],
  description: '',
  changes: true,
  permissions: [],
  call,
});
const resource = (paths: readonly AccessPath[], insert?: MethodCall): ResourceDescription => ({
  provider: 'aws',
  service: 'shop',
  name: 'items',
  title: 'items',
  description: '',
  cloudFormationType: 'AWS::Shop::Item',
  identifier: ['id'],
  columns: [],
  methods: insert === undefined ? [] : [creating(insert)],
  accessPaths: paths,
  permissions: {},
  relationships: [],
});
const both = [path('list_items', native('ListItems')), path('list_resource', listed)];

/** An endpoint that answers this to the question, and counts how often it is asked. */
function endpoint(status: number, body: unknown) {
  const asked: string[] = [];
  const send: Send = async (url, { path: at }) => {
    asked.push(`${url}${at}`);
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return { status, headers: {}, body: new TextEncoder().encode(text) };
  };
  return { asked, send };
}
const coverage = (operations: readonly string[], types: readonly string[] = []) => ({
  operations: { cloudcontrol: ['ListResources'], shop: operations },
  types,
});
const methodsLeft = async (told: unknown, description: ResourceDescription, status = 200) => {
  const { send } = endpoint(status, told);
  const { accessPaths } = await createReachableReads(['http://127.0.0.1:4566/'], send)(description);
  return accessPaths.map(({ method }) => method);
};

describe('reachable reads', () => {
  it('are those whose operations the sandbox has', async () => {
    expect(await methodsLeft(coverage([]), resource(both))).toEqual(['list_resource']);
    expect(await methodsLeft(coverage(['ListItems']), resource(both))).toEqual(['list_items', 'list_resource']);
  });

  it('are none of an API that does not see what Cloud Control creates', async () => {
    const created = resource(both, { ...listed, handler: 'create' });
    expect(await methodsLeft(coverage(['ListItems']), created)).toEqual(['list_resource']);
    expect(await methodsLeft(coverage(['ListItems'], ['AWS::Shop::Item']), created)).toHaveLength(2);
    expect(await methodsLeft(coverage(['ListItems']), resource(both, native('CreateItem')))).toHaveLength(2);
  });

  it('are all where none would be left, for the endpoint to say what it lacks', async () => {
    expect(await methodsLeft(coverage([]), resource(both.slice(0, 1)))).toEqual(['list_items']);
  });

  it.each([
    [404, '<Error/>'],
    [200, '<html/>'],
    [200, '[]'],
    [200, { operations: {} }],
  ])('are all of an endpoint that answers %s %j', async (status, body) => {
    expect(await methodsLeft(body, resource(both), status)).toHaveLength(2);
  });

  it('asks again where nobody was there', async () => {
    const { send } = endpoint(200, coverage([]));
    let isThere = false;
    const reachable = createReachableReads(['http://a:1'], async (...request) => {
      if (isThere) return send(...request);
      throw new Error('ECONNREFUSED');
    });
    const description = resource(both);
    expect(await reachable(description)).toBe(description);
    isThere = true;
    expect((await reachable(description)).accessPaths).toHaveLength(1);
  });

  it('asks each endpoint once, and AWS never', async () => {
    const { asked, send } = endpoint(200, coverage([]));
    const reachable = createReachableReads(
      ['http://a:1', 'http://a:1', undefined, 'https://vpce-1.ec2.us-east-1.vpce.amazonaws.com'],
      send,
    );
    const description = resource(both);
    const [first, second] = await Promise.all([reachable(description), reachable(description)]);
    expect(await reachable(description)).toBe(first);
    expect(second).toBe(first);
    await reachable(resource([path('list_resource', listed)]));
    expect(asked).toEqual(['http://a:1/_skyql/coverage']);
    const ofAws = createReachableReads([undefined], endpoint(200, coverage([])).send);
    expect(await ofAws(description)).toBe(description);
  });
});
