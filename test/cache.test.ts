import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox } from '../src/sandbox/http/server.ts';
import { populateDemo } from '../src/sandbox/seeds/populate-demo.ts';
import type { Database } from '../src/session/database.ts';
import { openHost } from '../src/session/open-host.ts';
import type { SessionOptions } from '../src/session/session-options.ts';

let sandbox: Awaited<ReturnType<typeof startSandbox>>;
const closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
  sandbox = await startSandbox({ clock: 'instant', populate: populateDemo });
  const [db] = await open({});
  // More than one page of them.
  const values = Array.from(
    { length: 120 },
    (_, index) => `('image-${index}', 'arn:aws:iam::111122223333:role/r', 'us-east-1')`,
  );
  await db?.query(`INSERT INTO aws.sagemaker.images (ImageName, ImageRoleArn, region) VALUES ${values.join()}`, [], {
    confirm: async () => true,
  });
});
afterEach(async () => {
  sandbox.sandbox.faults.set([]);
  for (const close of closing.splice(0)) await close();
});
afterAll(() => sandbox.close());

async function open(...sessions: readonly SessionOptions[]): Promise<readonly Database[]> {
  const credentials = { accessKeyId: '111122223333', secretAccessKey: 'test' };
  const host = await openHost({
    endpoint: sandbox.url,
    connections: [{ name: 'main', credentials }],
    region: 'us-east-1',
  });
  closing.push(() => host.close());
  return Promise.all(sessions.map((options) => host.session(options)));
}

const names = 'SELECT image_name FROM aws.sagemaker.images ORDER BY 1';
const insert = (name: string) =>
  `INSERT INTO aws.sagemaker.images (ImageName, ImageRoleArn, region) VALUES ('${name}', 'arn:aws:iam::111122223333:role/r', 'us-east-1')`;

describe('a query', () => {
  it('makes every call unless it may take what was kept', async () => {
    const [plain] = await open({});
    await plain?.query(names);
    expect((await plain?.query(names))?.statistics).toMatchObject({ calls: 2, kept: 0 });
  });

  it('takes what any session of the host was answered', async () => {
    const [first, second, plain] = await open({ cache: '300s' }, { cache: 300 }, {});
    const { rows, statistics } = (await first?.query(names)) ?? {};
    expect(statistics).toMatchObject({ calls: 2, kept: 0 });
    expect(await second?.query(names)).toMatchObject({ rows, statistics: { calls: 0, kept: 2 } });
    expect((await second?.query('SHOW CACHE'))?.rows).toMatchObject([
      { connection: 'main', region: 'us-east-1', service: 'sagemaker', operation: 'ListImages', hits: 1 },
      { operation: 'ListImages', arguments: { NextToken: expect.any(String) }, hits: 1 },
    ]);
    // Who did not ask for it gets what there is now.
    expect((await plain?.query(names))?.statistics).toMatchObject({ calls: 2, kept: 0 });
    await second?.query("SET cache = 'off'");
    expect((await second?.query(names))?.statistics).toMatchObject({ calls: 2, kept: 0 });
  });

  it('shares a call with others that ask the same at the same time', async () => {
    const [first, second] = await open({ cache: '60s' }, { cache: '60s' });
    sandbox.sandbox.faults.set([{ service: 'sagemaker', latencyMilliseconds: 100 }]);
    const results = await Promise.all([first?.query(names), second?.query(names)]);
    expect(results.reduce((sum, result) => sum + (result?.statistics.calls ?? 0), 0)).toBe(2);
    expect(results[0]?.rows.length).toBeGreaterThan(100);
    expect(results[0]?.rows).toEqual(results[1]?.rows);
  });
});

describe('a change', () => {
  it('is seen by the queries after it, of every session', async () => {
    const [first, second] = await open({ cache: '300s' }, { cache: '300s' });
    const before = (await second?.query(names))?.rows.length ?? 0;
    await first?.query(insert('after-a-change'));
    expect((await second?.query(names))?.rows).toHaveLength(before + 1);
    await second?.query(
      "DELETE FROM aws.sagemaker.images WHERE image_name = 'after-a-change' AND region = 'us-east-1'",
    );
    expect((await first?.query(names))?.rows).toHaveLength(before);
  });

  it('never acts on what was kept', async () => {
    const [reader] = await open({ cache: '300s' });
    const [elsewhere] = await open({});
    await elsewhere?.query(insert('gone-meanwhile'));
    expect((await reader?.query(names))?.rows).toContainEqual({ image_name: 'gone-meanwhile' });
    // Another process deletes it, which this host cannot know.
    await elsewhere?.query(
      "DELETE FROM aws.sagemaker.images WHERE image_name = 'gone-meanwhile' AND region = 'us-east-1'",
    );
    expect((await reader?.query(names))?.rows).toContainEqual({ image_name: 'gone-meanwhile' });
    const condition = "image_name LIKE 'gone-%' AND region = 'us-east-1'";
    const preview = await reader?.query(`EXPLAIN DELETE FROM aws.sagemaker.images WHERE ${condition}`);
    expect(JSON.stringify(preview?.rows)).not.toContain('gone-meanwhile');
    expect((await reader?.query(`DELETE FROM aws.sagemaker.images WHERE ${condition}`))?.rows).toEqual([]);
  });
});

describe('a statement', () => {
  it('that takes longer than it may fails, and is not half an answer', async () => {
    const [db] = await open({ timeout: '0.2s' });
    sandbox.sandbox.faults.set([{ service: 'sagemaker', latencyMilliseconds: 20_000 }]);
    await expect(db?.query(names, [], { partial: true })).rejects.toMatchObject({
      code: 'TIMED_OUT',
      message: 'The statement took longer than 0.2 s.',
    });
    sandbox.sandbox.faults.set([]);
    await db?.query("SET timeout = 'off'");
    expect((await db?.query(names))?.rows.length).toBeGreaterThan(0);
  });

  it('makes a call again that takes too long', async () => {
    const [db] = await open({ callTimeout: '300ms' });
    sandbox.sandbox.faults.set([{ service: 'sagemaker', latencyMilliseconds: 5_000, times: 1 }]);
    const result = await db?.query(names);
    expect(result?.rows.length).toBeGreaterThan(0);
    expect(result?.statistics).toMatchObject({ calls: 3, retries: 1 });
  });

  it.each(['cache', 'timeout', 'call_timeout'])('sets %s to a duration alone', async (name) => {
    const [db] = await open({});
    await expect(db?.query(`SET ${name} = 'soon'`)).rejects.toMatchObject({ code: 'INVALID_VALUE' });
  });
});
