import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ServiceModel, WireStructure } from '../../aws/service-model.ts';
import type { AwsApi } from './aws-api.ts';
import { readPages } from './read-pages.ts';
import { fakeAwsApi } from './testing/fake-aws-api.ts';
import { imagebuilder } from './testing/models.ts';

const call = {
  service: 'imagebuilder',
  operation: 'ListImages',
  input: { owner: 'Self' },
  scope: { connection: 'main', region: 'us-east-1' },
};

async function collect<Element>(pages: AsyncIterable<Element>): Promise<Element[]> {
  const all: Element[] = [];
  for await (const page of pages) all.push(page);
  return all;
}

/** An API whose n-th page gives the n-th token; it answers all calls, or the first alone. */
function pagesOf(tokens: readonly string[], { answersAll = true }: { readonly answersAll?: boolean } = {}) {
  const calls: unknown[] = [];
  const signals: (AbortSignal | undefined)[] = [];
  const api: AwsApi = {
    model: async () => imagebuilder,
    accountOf: async () => undefined,
    call: ({ input }, { signal }) => {
      const index = calls.push(input.nextToken) - 1;
      signals.push(signal);
      const token = tokens[index];
      const output = { imageVersionList: [index], ...(token !== undefined && { nextToken: token }) };
      return answersAll || index === 0 ? Promise.resolve({ output }) : new Promise(() => undefined);
    },
  };
  return { api, calls, signals };
}

describe('readPages', () => {
  it.each([true, false])('goes on to the last page, past empty ones (ahead: %s)', async (ahead) => {
    const answers = [
      { imageVersionList: [1], nextToken: 'a' },
      { imageVersionList: [], nextToken: 'b' },
      { imageVersionList: [2] },
    ];
    const api = fakeAwsApi([imagebuilder], () => answers[api.calls.length - 1] ?? {});
    expect(await collect(readPages(api, call, {}, { ahead }))).toEqual(answers);
    expect(api.calls.map(({ input }) => input)).toEqual([
      { owner: 'Self' },
      { owner: 'Self', nextToken: 'a' },
      { owner: 'Self', nextToken: 'b' },
    ]);
  });

  it('makes no call that a reader who may stop early did not ask for', async () => {
    const api = fakeAwsApi([imagebuilder], () => ({ imageVersionList: [1], nextToken: `t${api.calls.length}` }));
    for await (const _ of readPages(api, call, {}, { ahead: false })) break;
    expect(api.calls).toHaveLength(1);
  });

  it('stops the call on its way when the reader leaves', async () => {
    const { api, calls, signals } = pagesOf(['a', 'b', 'c'], { answersAll: false });
    const pages = readPages(api, call, {}, { ahead: true });
    await pages.next();
    expect(calls).toEqual([undefined, 'a']);
    expect(signals.map((signal) => signal?.aborted)).toEqual([false, false]);
    await pages.return();
    expect(signals.map((signal) => signal?.aborted)).toEqual([true, true]);
    await expect(pages.next()).resolves.toMatchObject({ done: true });
    expect(calls).toHaveLength(2);
  });

  it('gives every page once, in order, as far as its reader goes, and asks for one more at most', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 12 }),
        fc.boolean(),
        fc.nat({ max: 14 }),
        async (tokens, ahead, wanted) => {
          const { api, calls, signals } = pagesOf(tokens);
          const read: WireStructure[] = [];
          const pages = readPages(api, call, {}, { ahead });
          for (; read.length < wanted; ) {
            const { done, value } = await pages.next();
            if (done === true) break;
            read.push(value);
          }
          await pages.return();
          const all = [undefined, ...tokens];
          expect(read.map(({ imageVersionList }) => imageVersionList)).toEqual(
            all.slice(0, wanted).map((_, index) => [index]),
          );
          expect(calls).toEqual(all.slice(0, wanted === 0 ? 0 : wanted + (ahead ? 1 : 0)));
          expect(signals.every((signal) => signal?.aborted === true)).toBe(true);
        },
      ),
    );
  });

  it('does not turn in a circle, however many pages it has and however late it begins', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: 20 }),
        fc.integer({ min: 1, max: 20 }),
        fc.boolean(),
        async (before, around, ahead) => {
          const { api, calls } = pagesOf(
            Array.from({ length: 500 }, (_, page) => `t${page < before ? page : before + ((page - before) % around)}`),
          );
          await expect(collect(readPages(api, call, {}, { ahead }))).rejects.toMatchObject({ code: 'AWS_ERROR' });
          expect(calls.length).toBeLessThanOrEqual(3 * (before + around) + 2);
        },
      ),
    );
  });

  it('ends at the token that was sent where the API says the end so', async () => {
    const paginators = {
      ListImages: {
        input_token: 'nextToken',
        output_token: 'nextForwardToken',
        same_token_ends: true,
        start_input: { owner: true, startFromHead: true },
      },
    };
    const tokens = ['f/1', 'f/2', 'f/2', 'never asked for'];
    const api = fakeAwsApi([{ ...imagebuilder, paginators }], () => ({
      nextForwardToken: tokens[api.calls.length - 1],
    }));
    expect(await collect(readPages(api, call, {}, { ahead: true }))).toHaveLength(3);
    expect(api.calls.map(({ input }) => input)).toEqual([
      { owner: 'Self', startFromHead: true },
      { owner: 'Self', startFromHead: true, nextToken: 'f/1' },
      { owner: 'Self', startFromHead: true, nextToken: 'f/2' },
    ]);
  });

  it('does not end in silence where there is more', async () => {
    const paginators = { ListImages: { input_token: 'nextToken', output_token: 'nextToken', more_results: 'more' } };
    const api = fakeAwsApi([{ ...imagebuilder, paginators }], () => ({ imageVersionList: [1], more: true }));
    await expect(collect(readPages(api, call, {}, { ahead: true }))).rejects.toMatchObject({
      code: 'AWS_ERROR',
      message: expect.stringContaining('no token'),
    });
  });

  it('reads one page of an operation that has no pages', async () => {
    const api = fakeAwsApi([imagebuilder], () => ({ nextToken: 'x' }));
    expect(await collect(readPages(api, { ...call, operation: 'GetImage' }, {}, { ahead: true }))).toHaveLength(1);
  });

  it('reads several tokens, alternatives and the end of a list', async () => {
    const model: ServiceModel = {
      ...imagebuilder,
      paginators: {
        ListImages: {
          input_token: ['Marker', 'Version'],
          output_token: ['NextMarker || Contents[-1].Key', 'NextVersion'],
          more_results: 'IsTruncated',
        },
      },
    };
    const answers = [
      { IsTruncated: true, Contents: [{ Key: 'a' }, { Key: 'b' }], NextVersion: 'v1' },
      { IsTruncated: true, NextMarker: 'm', Contents: [{ Key: 'c' }] },
      { IsTruncated: false, NextMarker: 'left over' },
    ];
    const api = fakeAwsApi([model], () => answers[api.calls.length - 1] ?? {});
    await collect(readPages(api, call, {}, { ahead: true }));
    expect(api.calls.map(({ input }) => input)).toEqual([
      { owner: 'Self' },
      { owner: 'Self', Marker: 'b', Version: 'v1' },
      { owner: 'Self', Marker: 'm' },
    ]);
  });
});
