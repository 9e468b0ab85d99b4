import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SkyqlError } from '../errors/skyql-error.ts';
import { Engine } from './engine.ts';
import { engineError } from './engine-error.ts';

describe('engineError', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await Engine.open(undefined);
    await engine.run('CREATE TABLE t (a INTEGER)');
  });
  afterAll(() => engine.close());

  it.each([`SELECT unnest('[1]'::JSON)`, `SELECT * FROM (SELECT '[1]'::JSON AS list), unnest(list)`])(
    'says how a list in JSON gives a row for each: %s',
    async (sql) => {
      await expect(engine.query(sql)).rejects.toMatchObject({ hint: expect.stringMatching(/json_each\(column\)/) });
    },
  );

  it.each([
    ['SELECT a FRM t', 'SYNTAX_ERROR', 1, 14],
    ['SELECT b FROM t', 'UNKNOWN_COLUMN', 1, 8],
    ['SELECT\n  t.b FROM t', 'UNKNOWN_COLUMN', 2, 3],
    ['SELECT a FROM nothing', 'UNKNOWN_TABLE', 1, 15],
    ['SELECT x.a FROM t', 'UNKNOWN_TABLE', 1, 8],
    ['SELECT nothing(a) FROM t', 'UNKNOWN_FUNCTION', 1, 8],
    ["SELECT sum('a') FROM t", 'WRONG_ARGUMENTS', 1, 8],
    ["SELECT 'a'::INTEGER", 'CONVERSION_FAILED', 1, 11],
    ['CREATE TABLE t (b INTEGER)', 'ALREADY_EXISTS', undefined, undefined],
    ['INSERT INTO t VALUES (1, 2)', 'STATEMENT_FAILED', undefined, undefined],
  ])('%s', async (sql, code, line, column) => {
    const error = await engine.query(sql).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SkyqlError);
    const { code: own, message, position, cause } = error as SkyqlError;
    expect([own, position?.line, position?.column]).toEqual([code, line, column]);
    expect(message).not.toMatch(/Error:|LINE \d|Failed to extract/);
    expect(cause).toBeInstanceOf(Error);
  });

  it.each([
    ['SELECT a, end FROM t', 'end'],
    ['SELECT a FROM t WHERE Order = 1', 'order'],
    ['SELECT a FROM t.table', undefined],
    ['SELECT a FRM t x', undefined],
  ])('says of a reserved word how it is a name: %s', async (sql, word) => {
    const error = (await engine.query(sql).catch((reason: unknown) => reason)) as SkyqlError;
    if (word === undefined) expect(error.hint ?? '').not.toContain('reserved');
    else expect(error.hint).toContain(`write "${word}"`);
  });

  it.each([
    ["SELECT * FROM '/etc/passwd'", "'/etc/passwd' is no table, and no file", "read_text('/etc/passwd')"],
    ["SELECT * FROM './README.md'", "'./README.md' is no table, and no file", "read_text('./README.md')"],
    ['SELECT * FROM "../notes.md"', "'../notes.md' is no table", 'never in a session that is locked'],
    ["SELECT * FROM 'aws.ec2.images'", 'Table with name', 'write aws.ec2.images without them'],
  ])('says of a path in FROM what reads a file: %s', async (sql, message, hint) => {
    await expect(engine.query(sql)).rejects.toMatchObject({
      message: expect.stringContaining(message),
      hint: expect.stringContaining(hint),
    });
  });

  it('decodes a document that is percent-encoded, which no JSON is', async () => {
    const sql = "SELECT '%7B%22Version%22%3A%222012-10-17%22%7D'::JSON";
    await expect(engine.query(sql)).rejects.toMatchObject({
      code: 'CONVERSION_FAILED',
      hint: expect.stringContaining(`'{"Version":"2012-10-17"}'`),
    });
  });

  it('names no tables of a query that it cannot bind', async () => {
    expect(await engine.tableNames('SELECT nothing(a) FROM t')).toEqual([]);
    expect(await engine.tableNames('SELECT a FROM t')).toEqual(['t']);
  });

  it('lets our own errors through, and takes whatever is thrown', () => {
    const own = new SkyqlError('THROTTLED', 'Later.');
    expect(engineError(own)).toBe(own);
    expect(engineError('text')).toMatchObject({ code: 'STATEMENT_FAILED', message: 'text' });
    expect(engineError(new Error('INTERRUPT Error: Interrupted!'))).toMatchObject({ code: 'INTERRUPTED' });
  });
});
