import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Parameters, QueryOptions } from '../src/session/database.ts';
import { type LanguageSession, openLanguage } from './support/language-session.ts';

const run = promisify(execFile);
const connectFile = fileURLToPath(new URL('../src/session/connect.ts', import.meta.url));

describe('what programs without types ask', () => {
  let sky: LanguageSession;
  beforeAll(async () => {
    sky = await openLanguage({ region: 'us-east-1' });
  });
  afterAll(() => sky.close());

  it.each([
    ['undefined', [undefined]],
    ['an object', [{ toString: () => "1'; DROP TABLE x" }]],
    ['an object', { name: { a: 1 } }],
    ['undefined', { name: [undefined] }],
    ['no valid date', [new Date('none')]],
    ['a function', [() => 1]],
    ['a symbol', [Symbol('x')]],
  ])('a parameter that is %s is no value', async (kind, parameters) => {
    const sql = Array.isArray(parameters) ? 'SELECT $1 AS v' : 'SELECT $name AS v';
    expect(await sky.failure(sql, parameters as unknown as Parameters)).toMatchObject({
      code: 'INVALID_VALUE',
      message: expect.stringContaining(`is ${kind}`),
    });
  });

  it('values arrive as they are', async () => {
    const values = ['undefined', null, 1.5, true, 12345678901234567890n, new Date(0)];
    const { rows } = await sky.query('SELECT $1 AS a, $2 AS b, $3 AS c, $4 AS d, $5 AS e, $6 AS f', values);
    expect(Object.values(rows[0] ?? {}).slice(0, 4)).toEqual(['undefined', null, 1.5, true]);
  });

  it.each([
    [{ signl: new AbortController().signal }, /no option signl.*/],
    [{ signal: 'stop' }, /signal of a statement takes an AbortSignal/],
    [{ onProgress: true }, /onProgress of a statement takes a function/],
    [{ partial: 'yes' }, /partial of a statement takes true or false/],
  ])('options %o are refused', async (options, message) => {
    const asked = options as unknown as QueryOptions;
    expect(await sky.failure('SELECT 1', undefined, asked)).toMatchObject({
      code: 'INVALID_OPTION',
      message: expect.stringMatching(message),
    });
    await expect(sky.db.run('SELECT 1', undefined, asked)).rejects.toMatchObject({ code: 'INVALID_OPTION' });
    await expect(sky.db.plan('SELECT 1', undefined, asked)).rejects.toMatchObject({ code: 'INVALID_OPTION' });
    await expect(sky.db.apply('{}', asked)).rejects.toMatchObject({ code: 'INVALID_OPTION' });
  });

  it.each([undefined, null, 7, {}])('%o is no statement', async (sql) => {
    await expect(sky.db.query(sql as unknown as string)).rejects.toMatchObject({ code: 'INVALID_VALUE' });
    await expect(sky.db.prepare(sql as unknown as string)).rejects.toMatchObject({ code: 'INVALID_VALUE' });
  });

  it('prepare takes no options, so that none is overlooked', async () => {
    const prepare = sky.db.prepare as (...given: unknown[]) => Promise<unknown>;
    await expect(prepare('SELECT 1', { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'INVALID_OPTION',
    });
  });

  it('options in the place of parameters are no parameters', async () => {
    const options = { signal: new AbortController().signal } as unknown as Parameters;
    expect(await sky.failure('SELECT 1', options)).toMatchObject({ code: 'INVALID_VALUE' });
  });
});

it('a session that nobody closes holds no process, whatever it has read', async () => {
  const program = `
    const { connect } = await import(${JSON.stringify(connectFile)});
    const db = await connect({ sandbox: true, region: 'us-east-1' });
    const { rows } = await db.query("SELECT count(*) AS n FROM aws.ec2.images WHERE Owners = 'self'");
    for await (const row of db.stream("SELECT name FROM aws.ec2.images WHERE Owners = 'self'")) break;
    console.log(rows[0].n > 0);`;
  // It ends by itself, or the time limit ends it and this fails.
  const { stdout } = await run(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    timeout: 110_000,
  });
  expect(stdout.trim()).toBe('true');
}, 120_000);
