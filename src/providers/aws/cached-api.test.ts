import { describe, expect, it } from 'vitest';
import type { ServiceModel, WireStructure } from '../../aws/service-model.ts';
import { createAnswerCache } from '../cache/answer-cache.ts';
import type { AwsApi, OperationCall } from './aws-api.ts';
import { createCachedApi } from './cached-api.ts';

const scope = { connection: 'main', region: 'us-east-1' };
const paginators = { ListThings: { input_token: 'NextToken', output_token: 'NextToken' } };

/** Three pages whose tokens are others each time that the list is begun. */
function setUp() {
  const asked: OperationCall[] = [];
  let begun = 0;
  const api: AwsApi = {
    model: async () => ({ paginators }) as unknown as ServiceModel,
    accountOf: async () => undefined,
    async call(call) {
      asked.push(call);
      if (call.operation !== 'ListThings') return { output: {} };
      const token = call.input.NextToken;
      if (token === undefined) begun += 1;
      const page = token === undefined ? 1 : Number(String(token).split('-')[1]);
      return { output: { Things: [`${begun}-${page}`], ...(page < 3 && { NextToken: `${begun}-${page + 1}` }) } };
    },
  };
  let account = '111122223333';
  const cached = createCachedApi(api, createAnswerCache(), { of: () => account });
  let kept = 0;
  const context = { maximumAge: 60_000, onKept: () => (kept += 1) };
  const call = (operation: string, input: WireStructure = {}, own: object = context, service = 'things') =>
    cached.call({ service, operation, input, scope }, own).then(({ output }) => output);
  return {
    cached,
    asked: () => asked.splice(0).map(({ operation }) => operation),
    wantedOf: () => asked.map(({ wanted }) => wanted),
    call,
    kept: () => kept,
    signInTo: (other: string) => {
      account = other;
    },
    async list(most = 3): Promise<unknown[]> {
      const things: unknown[] = [];
      let input: WireStructure = {};
      for (let page = 0; page < most; page += 1) {
        const output: WireStructure = await call('ListThings', input);
        things.push(output.Things);
        input = { NextToken: output.NextToken };
      }
      return things.flat();
    },
  };
}

describe('a list', () => {
  it('is kept once all of its pages are', async () => {
    const { list, asked, kept } = setUp();
    expect(await list()).toEqual(['1-1', '1-2', '1-3']);
    expect(asked()).toHaveLength(3);
    expect(await list()).toEqual(['1-1', '1-2', '1-3']);
    expect([asked(), kept()]).toEqual([[], 3]);
  });

  it('of which a page is missing is read from its beginning', async () => {
    const { list, asked } = setUp();
    await list(2);
    expect(asked()).toHaveLength(2);
    expect(await list()).toEqual(['2-1', '2-2', '2-3']);
    expect(asked()).toHaveLength(3);
  });
});

describe('an answer', () => {
  it('is read whole where it is kept: another statement may want other members', async () => {
    const { cached, wantedOf } = setUp();
    const wanted = { path: 'Things', members: new Set(['Id']) };
    const call = { service: 'things', operation: 'ListThings', input: {}, scope, wanted };
    await cached.call(call, {});
    await cached.call(call, { maximumAge: 60_000 });
    expect(wantedOf()).toEqual([wanted, undefined]);
  });

  it('is not kept for who did not ask for it', async () => {
    const { call, asked } = setUp();
    await call('GetThing', { Id: '1' });
    await call('GetThing', { Id: '1' }, {});
    expect(asked()).toHaveLength(2);
  });

  it.each([
    ['GetSecretValue', {}, 'secretsmanager'],
    ['GetAuthorizationToken', {}, 'ecr'],
    ['GetParameter', { WithDecryption: true }, 'ssm'],
    ['GetCallerIdentity', {}, 'sts'],
  ])('of %s %j is never kept', async (operation, input, service) => {
    const { call, asked } = setUp();
    for (let time = 0; time < 2; time += 1) await call(operation, input, undefined, service);
    expect(asked()).toHaveLength(2);
  });

  it.each(['PutThing', 'StartThing', 'GetResourceRequestStatus', 'SomethingNew'])(
    'is dropped by %s, of the same account',
    async (operation) => {
      const { call, asked, signInTo } = setUp();
      await call('GetThing', { Id: '1' });
      signInTo('222222222222');
      await call(operation, {}, {});
      signInTo('111122223333');
      await call('GetThing', { Id: '1' });
      expect(asked()).toEqual(['GetThing', operation]);
      await call(operation, {}, {});
      await call('GetThing', { Id: '1' });
      expect(asked()).toEqual([operation, 'GetThing']);
    },
  );
});
