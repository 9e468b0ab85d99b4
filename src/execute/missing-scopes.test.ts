import { expect, it } from 'vitest';
import { SkyqlError } from '../errors/skyql-error.ts';
import type { ScanRequest } from '../providers/provider.ts';
import { MissingScopes } from './missing-scopes.ts';

const request = (bucket: string, region: string): ScanRequest => ({
  resource: { provider: 'aws', service: 's3', resource: 'objects' },
  scope: { connection: 'own', region },
  path: 'list_objects(Bucket)',
  parameters: { Bucket: bucket },
  filters: [],
  columns: [],
});

async function* failing(code: string): AsyncGenerator<number> {
  yield* [];
  throw new SkyqlError(code, code);
}
async function* rows(): AsyncGenerator<number> {
  yield 1;
}

async function errorsOf(
  parts: readonly (readonly [ScanRequest, AsyncIterable<number>])[],
  mayBeGone = false,
): Promise<readonly string[]> {
  const missing = new MissingScopes();
  for (const [of, from] of parts) for await (const _ of missing.among(from, of, { mayBeGone }));
  return missing.errors().map(({ code }) => code);
}

const gone = 'RESOURCE_NOT_FOUND';

it('tells what is nowhere, and not what is elsewhere or came from other rows', async () => {
  const [here, there] = [request('a', 'us-east-1'), request('a', 'eu-west-1')];
  expect(await errorsOf([[here, failing(gone)]])).toEqual([gone]);
  expect(
    await errorsOf([
      [here, failing(gone)],
      [there, rows()],
    ]),
  ).toEqual([]);
  expect(
    await errorsOf([
      [here, failing(gone)],
      [request('b', 'us-east-1'), rows()],
    ]),
  ).toEqual([gone]);
  expect(await errorsOf([[here, failing(gone)]], true)).toEqual([]);
  await expect(errorsOf([[here, failing('ACCESS_DENIED')]])).rejects.toMatchObject({ code: 'ACCESS_DENIED' });
});
