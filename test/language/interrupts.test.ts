import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type SandboxServer, startSandbox } from '../../src/sandbox/http/server.ts';
import { populateDemo } from '../../src/sandbox/seeds/populate-demo.ts';
import { collect, home, type LanguageSession, openLanguage } from '../support/language-session.ts';

const pipelines = 'aws.imagebuilder.image_pipelines';

describe('interrupts and order', () => {
  let server: SandboxServer;
  let sky: LanguageSession;
  beforeAll(async () => {
    server = await startSandbox({ clock: 'instant', populate: populateDemo });
    sky = await openLanguage({
      endpoint: server.url,
      connections: [
        {
          name: 'home',
          credentials: { accessKeyId: home, secretAccessKey: 'test' },
          regions: ['us-east-1', 'eu-central-1'],
        },
      ],
    });
  });
  afterEach(() => server.sandbox.faults.clear());
  afterAll(async () => {
    await sky.close();
    await server.close();
  });

  /** Aborts after the first call has been answered. */
  const afterFirstCall = () => {
    const stop = new AbortController();
    return { signal: stop.signal, onProgress: (update: { kind: string }) => update.kind === 'call' && stop.abort() };
  };
  const never = { region: 'eu-central-1', latencyMilliseconds: 600_000 };

  it('an AbortSignal stops calls that wait', async () => {
    server.sandbox.faults.set([never]);
    const { signal, onProgress } = afterFirstCall();
    const error = await sky.failure(`SELECT name FROM ${pipelines}`, undefined, { signal, onProgress });
    expect(error.code).toBe('INTERRUPTED');
  });

  it('a partial query answers with the rows that came', async () => {
    server.sandbox.faults.set([never]);
    const stop = new AbortController();
    const { rows } = await sky.query(`SELECT name FROM ${pipelines}`, undefined, {
      signal: stop.signal,
      partial: true,
      // The page of us-east-1 has come, and is loaded before the next turn.
      onProgress: () => setImmediate(() => setImmediate(() => setTimeout(() => stop.abort(), 30))),
    });
    expect(rows).toHaveLength(2);
  });

  it('a signal that is aborted already stops before any call', async () => {
    const error = await sky.failure(`SELECT name FROM ${pipelines}`, undefined, { signal: AbortSignal.abort() });
    expect(error.code).toBe('INTERRUPTED');
    await expect(
      collect(sky.db.stream(`SELECT name FROM ${pipelines}`, undefined, { signal: AbortSignal.abort() })),
    ).rejects.toMatchObject({ code: 'INTERRUPTED' });
  });

  it('stops DuckDB too', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 50);
    const error = await sky.failure(
      'SELECT count(*) FROM range(100000000) a, range(100000) b WHERE a.range % 7 = b.range',
      undefined,
      {
        signal: stop.signal,
      },
    );
    expect(error.code).toBe('INTERRUPTED');
  });

  it('leaves the session in order', async () => {
    expect(await sky.values(`SELECT count(*) FROM ${pipelines}`)).toEqual([3]);
  });

  it('a stream yields its rows, stops where its reader stops, and then lets the next statement run', async () => {
    const all = await collect(sky.db.stream(`SELECT name FROM ${pipelines} ORDER BY name`));
    expect(all.map(({ name }) => name)).toEqual([
      'batch-worker-al2023-arm64',
      'checkout-web-al2023-x86',
      'payments-al2023-x86',
    ]);
    for await (const row of sky.db.stream('SELECT range AS n FROM range(100000)')) if (row.n === 3) break;
    expect(await collect(sky.db.stream('SHOW PROVIDERS'))).toMatchObject([{ name: 'aws' }]);
    await expect(collect(sky.db.stream(`SELECT nonsense FROM ${pipelines}`))).rejects.toMatchObject({
      code: 'UNKNOWN_COLUMN',
    });
    const stop = new AbortController();
    const seen: unknown[] = [];
    const reading = async () => {
      for await (const row of sky.db.stream('SELECT range AS n FROM range(100000)', undefined, {
        signal: stop.signal,
      })) {
        seen.push(row);
        stop.abort();
      }
    };
    await expect(reading()).rejects.toMatchObject({ code: 'INTERRUPTED' });
    expect(seen).toHaveLength(1);
    expect(await sky.values('SELECT 1')).toEqual([1]);
  });

  it('statements of one session run one after the other, in their order', async () => {
    const done: string[] = [];
    const run = (name: string, sql: string) => sky.query(sql).finally(() => done.push(name));
    const [, , third] = await Promise.all([
      run('first', `CREATE TABLE ordered AS SELECT name FROM ${pipelines}`),
      run('second', "INSERT INTO ordered VALUES ('another')"),
      run('third', 'SELECT count(*) AS n FROM ordered'),
      run('fourth', 'SELECT nonsense').catch(() => undefined),
      run('fifth', 'DROP TABLE ordered'),
    ]);
    expect(done).toEqual(['first', 'second', 'third', 'fourth', 'fifth']);
    expect(third.rows).toEqual([{ n: 4 }]);
  });
});
