import { expect, it } from 'vitest';
import { createSandbox } from '../sandbox.ts';
import type { StateChanges, StateStore } from './state-store.ts';

/** A store that holds the keys of what was written to it, on a disk that can be full. */
function smallStore() {
  const written = new Set<string>();
  let hasRoom = true;
  const store: StateStore = {
    load: () => undefined,
    hasRoom: () => hasRoom,
    write: async ({ set }: StateChanges) => {
      for (const { key } of set) written.add(key);
    },
    close: async () => undefined,
  };
  return {
    store,
    written,
    fill(full: boolean) {
      hasRoom = !full;
    },
  };
}

it('answers InternalFailure while the disk is full, and goes on with all of it when there is room again', async () => {
  const { store, written, fill } = smallStore();
  const told: unknown[] = [];
  const sandbox = createSandbox({ clock: 'instant', auth: 'off', store, onError: (error) => told.push(error) });
  const scope = '111122223333/20261121/us-east-1/ssm/aws4_request';
  const call = async (operation: string, input: object) => {
    const { status, body } = await sandbox.handle({
      method: 'POST',
      rawPath: '/',
      rawQuery: '',
      headers: {
        host: 'localhost',
        authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `AmazonSSM.${operation}`,
      },
      body: Buffer.from(JSON.stringify(input)),
    });
    return [status, Buffer.from(body).toString()] as const;
  };
  const put = (Name: string) => call('PutParameter', { Name, Value: 'a', Type: 'String' });
  expect((await put('before'))[0]).toBe(200);
  fill(true);
  const [status, text] = await put('meanwhile');
  expect(status).toBe(500);
  expect(text).toContain('InternalFailure');
  // Nobody is told what would be gone after a restart.
  expect((await call('GetParameter', { Name: 'meanwhile' }))[0]).toBe(500);
  expect(String(told[0])).toContain('no room left on the disk');
  expect([...written]).toEqual(['before']);
  fill(false);
  expect((await put('after'))[0]).toBe(200);
  expect([...written]).toEqual(['before', 'meanwhile', 'after']);
  await sandbox.close();
});
