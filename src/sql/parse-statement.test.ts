import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SkyqlError } from '../errors/skyql-error.ts';
import { parseStatement } from './parse-statement.ts';

const defaults = { wait: true };

describe('queries', () => {
  it.each([
    'SELECT 1',
    'WITH x AS (SELECT 1) SELECT * FROM x',
    'FROM t SELECT a',
    'VALUES (1), (2)',
    'TABLE t',
    '((SELECT 1) UNION (SELECT 2))',
    'PIVOT t ON a USING count(*)',
    'UNPIVOT t ON a, b',
    'WITH RECURSIVE r AS (SELECT 1 UNION ALL SELECT 2) TABLE r',
  ])('%s', (sql) => expect(parseStatement(`${sql};`)).toEqual({ kind: 'query', sql, offset: 0 }));

  it('blanks comments and hints, lines staying where they are', () => {
    expect(parseStatement('/* a */ SELECT /*+ x */ 1 -- b\n, 2').sql).toBe('SELECT          1     \n, 2');
  });
});

describe('INSERT', () => {
  it('takes rows of values', () => {
    expect(
      parseStatement(`INSERT INTO aws.sagemaker.images (ImageName, "Tags") VALUES ('a', '[]'), (f(1, 2), ';')`),
    ).toMatchObject({
      kind: 'insert',
      target: { parts: ['aws', 'sagemaker', 'images'], offset: 12 },
      columns: ['ImageName', 'Tags'],
      source: `VALUES ('a', '[]'), (f(1, 2), ';')`,
      returning: undefined,
      hints: defaults,
    });
  });

  it('takes queries', () => {
    for (const source of ['SELECT 1', 'WITH x AS (SELECT 1) SELECT * FROM x', '(SELECT 1)', 'FROM t']) {
      expect(parseStatement(`INSERT INTO r (a) ${source}`)).toMatchObject({ columns: ['a'], source });
      expect(parseStatement(`INSERT INTO r ${source}`)).toMatchObject({ columns: [], source });
    }
  });

  it('takes hints around the verb', () => {
    for (const sql of [
      '/*+ NOWAIT, ShowResults */ INSERT INTO r VALUES (1)',
      'INSERT /*+ nowait showresults */ INTO r VALUES (1)',
    ]) {
      expect(parseStatement(sql)).toMatchObject({
        kind: 'insert',
        hints: { wait: false },
      });
    }
    expect(parseStatement('/*+ create */\nINSERT INTO r SELECT 1')).toMatchObject({ kind: 'insert', hints: defaults });
    expect(parseStatement('INSERT /*+ AWAIT */ INTO r SELECT 1')).toMatchObject({ hints: defaults });
    expect(parseStatement('INSERT /*+ NOSTATUS */ INTO r SELECT 1')).toMatchObject({ hints: defaults });
  });

  it('takes RETURNING', () => {
    expect(parseStatement('INSERT INTO r VALUES (1) RETURNING arn, name AS n')).toMatchObject({
      source: 'VALUES (1)',
      returning: 'arn, name AS n',
    });
  });

  it('marks what local tables alone can do', () => {
    const clauses = {
      'INSERT INTO r VALUES (1) ON CONFLICT (a) DO NOTHING RETURNING *': 'ON CONFLICT',
      'INSERT OR REPLACE INTO r VALUES (1)': 'INSERT OR REPLACE',
      'INSERT INTO r DEFAULT VALUES': 'DEFAULT VALUES',
    };
    for (const [sql, clause] of Object.entries(clauses))
      expect(parseStatement(sql)).toMatchObject({ localOnly: { clause } });
  });
});

describe('UPDATE', () => {
  it('takes assignments apart', () => {
    const sql = `UPDATE r AS t SET a = CASE WHEN x THEN f(1, 2) END, "B" = [1, 2], t.c = (SELECT 1 FROM u WHERE u.x = 1)
      FROM u, v WHERE t.a IS DISTINCT FROM u.b RETURNING *`;
    expect(parseStatement(sql)).toMatchObject({
      kind: 'update',
      target: { parts: ['r'] },
      alias: 't',
      assignments: [
        { column: 'a', expression: 'CASE WHEN x THEN f(1, 2) END' },
        { column: 'B', expression: '[1, 2]' },
        { column: 'c', expression: '(SELECT 1 FROM u WHERE u.x = 1)' },
      ],
      from: 'u, v',
      where: 't.a IS DISTINCT FROM u.b',
      returning: '*',
    });
  });

  it('keeps IS DISTINCT FROM within an assignment', () => {
    expect(parseStatement('UPDATE r SET a = b IS NOT DISTINCT FROM c WHERE d')).toMatchObject({
      assignments: [{ column: 'a', expression: 'b IS NOT DISTINCT FROM c' }],
      from: undefined,
      where: 'd',
    });
  });

  it('takes rows of columns apart', () => {
    expect(parseStatement('UPDATE r SET (a, b) = (f(1, 2), 3), c = 4')).toMatchObject({
      assignments: [
        { column: 'a', expression: 'f(1, 2)' },
        { column: 'b', expression: '3' },
        { column: 'c', expression: '4' },
      ],
      where: undefined,
    });
  });

  it('takes the caller own patch', () => {
    const sql = `UPDATE aws.imagebuilder.image_pipeline SET data__PatchDocument = '[{"op": "replace"}]' WHERE data__Identifier = 'x' AND region = 'y'`;
    expect(parseStatement(sql)).toMatchObject({
      assignments: [{ column: 'data__PatchDocument', expression: `'[{"op": "replace"}]'` }],
      where: "data__Identifier = 'x' AND region = 'y'",
    });
  });
});

describe('DELETE', () => {
  it('takes USING, WHERE and RETURNING', () => {
    expect(parseStatement('/*+ delete */ DELETE FROM a.b.c x USING u, v WHERE x.a = u.a RETURNING x.a')).toMatchObject({
      kind: 'delete',
      offset: 14,
      target: { parts: ['a', 'b', 'c'], offset: 12 },
      alias: 'x',
      using: 'u, v',
      where: 'x.a = u.a',
      returning: 'x.a',
    });
    expect(parseStatement('DELETE FROM r')).toMatchObject({ where: undefined, using: undefined });
  });
});

describe('EXEC', () => {
  it('takes parameters and a document', () => {
    const sql = `EXEC /*+ SHOWRESULTS */ aws.ec2.images.image_Copy @Name = 'x', @Size=f(1, 2), @"Region" = a || 'b' @@json = '{"a": 1}'`;
    expect(parseStatement(sql)).toMatchObject({
      kind: 'exec',
      method: { parts: ['aws', 'ec2', 'images', 'image_Copy'] },
      arguments: [
        { name: 'Name', expression: "'x'" },
        { name: 'Size', expression: 'f(1, 2)' },
        { name: 'Region', expression: "a || 'b'" },
      ],
      json: `'{"a": 1}'`,
      hints: defaults,
    });
  });

  it('takes a method without parameters, and EXECUTE', () => {
    expect(parseStatement('EXEC a.b')).toMatchObject({ kind: 'exec', arguments: [], json: undefined });
    expect(parseStatement('EXECUTE a.b @x = 1')).toMatchObject({ kind: 'exec' });
    expect(parseStatement('EXECUTE prepared(1)')).toMatchObject({ kind: 'local' });
  });
});

describe('EXPLAIN', () => {
  it.each([
    ['EXPLAIN SELECT 1', false, 'table'],
    ['EXPLAIN ANALYZE SELECT 1', true, 'table'],
    ['EXPLAIN (FORMAT JSON) SELECT 1', false, 'json'],
    ['EXPLAIN (FORMAT POLICY) SELECT 1', false, 'policy'],
    ['EXPLAIN (POLICY) SELECT 1', false, 'policy'],
    ['EXPLAIN ANALYZE (FORMAT JSON) SELECT 1', true, 'json'],
    ['EXPLAIN (ANALYZE, BUFFERS, FORMAT json) SELECT 1', true, 'json'],
    ['EXPLAIN (ANALYZE false) SELECT 1', false, 'table'],
    ['EXPLAIN (SELECT 1)', false, 'table'],
  ])('%s', (sql, analyze, format) => {
    expect(parseStatement(sql)).toMatchObject({ kind: 'explain', analyze, format, statement: { kind: 'query' } });
  });

  it('explains any statement, whose offsets are its own', () => {
    expect(parseStatement('EXPLAIN DELETE FROM r WHERE a')).toMatchObject({
      statement: { kind: 'delete', offset: 8, sql: 'DELETE FROM r WHERE a', target: { offset: 12 } },
    });
    expect(parseStatement('EXPLAIN EXEC a.b @x = 1')).toMatchObject({ statement: { kind: 'exec' } });
  });
});

describe('SHOW', () => {
  it.each([
    ['SHOW PROVIDERS', { subject: 'providers' }],
    ['SHOW SERVICES IN aws', { subject: 'services', in: { parts: ['aws'] } }],
    ['show extended resources in aws.ec2', { subject: 'resources', extended: true, in: { parts: ['aws', 'ec2'] } }],
    ["SHOW SERVICES EXTENDED IN aws LIKE '%x%'", { subject: 'services', extended: true, like: '%x%' }],
    ["SHOW SERVICES LIKE 'e%' IN aws", { subject: 'services', in: { parts: ['aws'] }, like: 'e%' }],
    ["SHOW SERVICES FROM aws WHERE name = 'ec2' EXTENDED", { where: "name = 'ec2'", extended: true }],
    ['SHOW METHODS IN aws.ec2.images', { subject: 'methods' }],
    ['SHOW INSERT INTO aws.ec2.images', { subject: 'insert', in: { parts: ['aws', 'ec2', 'images'] } }],
    ['SHOW INSERT /*+ REQUIRED */ INTO aws.ec2.images', { subject: 'insert' }],
    ['SHOW PERMISSIONS IN aws.ec2.images', { subject: 'permissions' }],
    ['SHOW PERMISSIONS FOR aws.ec2.images', { subject: 'permissions', in: { parts: ['aws', 'ec2', 'images'] } }],
    ['SHOW RELATIONSHIPS IN aws.ec2.images', { subject: 'relationships' }],
    ['SHOW CONNECTIONS', { subject: 'connections' }],
    ['SHOW WARNINGS', { subject: 'warnings' }],
    ['SHOW REQUESTS', { subject: 'requests' }],
    ['SHOW LIMITS WHERE waiting > 0', { subject: 'limits', where: 'waiting > 0' }],
    ['SHOW VERSION', { subject: 'version' }],
  ])('%s', (sql, expected) => {
    expect(parseStatement(sql)).toMatchObject({ kind: 'show', extended: false, ...expected });
  });

  it('leaves the rest to DuckDB', () => {
    for (const sql of ['SHOW TABLES', 'SHOW ALL TABLES', 'SHOW DATABASES', 'SHOW t', 'SHOW timezones']) {
      expect(parseStatement(sql)).toEqual({ kind: 'local', sql, offset: 0 });
    }
    expect(parseStatement('SHOW aws.ec2.images')).toMatchObject({
      kind: 'describe',
      name: { parts: ['aws', 'ec2', 'images'] },
    });
  });
});

describe('DESCRIBE', () => {
  it.each([
    ['DESCRIBE aws.ec2.images', 'resource', false, ['aws', 'ec2', 'images']],
    ['DESC EXTENDED images', 'resource', true, ['images']],
    ['DESCRIBE images EXTENDED', 'resource', true, ['images']],
    ['DESCRIBE TABLE t', 'resource', false, ['t']],
    ['DESCRIBE METHOD aws.ec2.images.image_Copy', 'method', false, ['aws', 'ec2', 'images', 'image_Copy']],
    ['DESCRIBE METHOD EXTENDED images.image_Copy', 'method', true, ['images', 'image_Copy']],
    ['DESCRIBE EXTENDED METHOD images.image_Copy', 'method', true, ['images', 'image_Copy']],
    ['DESCRIBE method', 'resource', false, ['method']],
  ])('%s', (sql, subject, extended, parts) => {
    expect(parseStatement(sql)).toMatchObject({ kind: 'describe', subject, extended, name: { parts } });
  });

  it('leaves queries to DuckDB, whose resources need not be read', () => {
    expect(parseStatement('DESCRIBE SELECT * FROM r')).toMatchObject({ kind: 'local', definition: 'SELECT * FROM r' });
    expect(parseStatement('DESCRIBE')).toMatchObject({ kind: 'local' });
  });
});

describe('the session', () => {
  it.each([
    ['USE aws.imagebuilder', { kind: 'use', name: { parts: ['aws', 'imagebuilder'] } }],
    ["SET dialect = 'stackql'", { kind: 'set', name: 'dialect', value: 'stackql' }],
    ['SET Dialect TO duckdb', { kind: 'set', name: 'dialect', value: 'duckdb' }],
    ["SET region = 'us-east-1', 'eu-west-1'", { kind: 'set', name: 'region', value: 'us-east-1,eu-west-1' }],
    ['SET max_changes = 5', { kind: 'set', name: 'max_changes', value: '5' }],
    ['RESET dialect', { kind: 'set', name: 'dialect', value: '' }],
    ["SET memory_limit = '1GB'", { kind: 'local' }],
    ['SET VARIABLE x = (SELECT max(a) FROM r)', { kind: 'local', query: 'SELECT (SELECT max(a) FROM r)' }],
    ['SET VARIABLE x = 1', { kind: 'local', query: undefined }],
    ['BEGIN', { kind: 'transaction', action: 'begin' }],
    ['BEGIN TRANSACTION READ ONLY', { kind: 'transaction', action: 'begin', sql: 'BEGIN TRANSACTION' }],
    ['START TRANSACTION', { kind: 'transaction', action: 'begin' }],
    ['COMMIT WORK', { kind: 'transaction', action: 'commit' }],
    ['END', { kind: 'transaction', action: 'commit' }],
    ['ROLLBACK', { kind: 'transaction', action: 'rollback' }],
    ['ABORT', { kind: 'transaction', action: 'rollback' }],
  ])('%s', (sql, expected) => expect(parseStatement(sql)).toMatchObject(expected));
});

describe('what DuckDB keeps', () => {
  it.each([
    ['CREATE TABLE t AS SELECT 1', { kind: 'local', query: 'SELECT 1', target: { parts: ['t'] } }],
    [
      'CREATE OR REPLACE TEMP TABLE IF NOT EXISTS s.t AS WITH x AS (SELECT 1) TABLE x',
      { query: 'WITH x AS (SELECT 1) TABLE x' },
    ],

    ['CREATE OR REPLACE VIEW v (a) AS SELECT 1', { kind: 'local', definition: 'SELECT 1', target: { parts: ['v'] } }],
    ['CREATE MACRO m(a) AS TABLE SELECT * FROM r', { definition: 'SELECT * FROM r' }],

    ["COPY (SELECT ')') TO 'f.csv' (FORMAT csv)", { query: "SELECT ')'" }],
    ["COPY aws.ec2.images TO 'f.csv'", { query: 'SELECT * FROM aws.ec2.images' }],
    ["COPY t FROM 'f.csv'", { target: { parts: ['t'] } }],
    ['SUMMARIZE aws.ec2.images', { kind: 'local', query: 'SELECT * FROM aws.ec2.images' }],
    ['SUMMARIZE SELECT 1', { query: 'SELECT 1' }],
    ['DROP TABLE IF EXISTS aws.ec2.images', { kind: 'local', target: { parts: ['aws', 'ec2', 'images'] } }],
    ['DROP MACRO TABLE m', { target: { parts: ['m'] } }],
    ['ALTER TABLE t ADD COLUMN a INT', { target: { parts: ['t'] } }],
    ['TRUNCATE TABLE t', { target: { parts: ['t'] } }],
    ['DETACH aws', { target: { parts: ['aws'] } }],
    [
      'MERGE INTO t USING (SELECT 1 AS a) AS s ON t.a = s.a WHEN MATCHED THEN DELETE',
      { target: { parts: ['t'] }, query: 'SELECT * FROM (SELECT 1 AS a) AS s' },
    ],
    ['PRAGMA version', { kind: 'local' }],
    [
      'CREATE MATERIALIZED VIEW s.v AS SELECT 1',
      { kind: 'materialized-view', action: 'create', query: 'SELECT 1', name: { parts: ['s', 'v'] }, orReplace: false },
    ],
    [
      'CREATE OR REPLACE TEMP MATERIALIZED VIEW v (a, b) AS SELECT 1, 2',
      { orReplace: true, query: 'SELECT * FROM (SELECT 1, 2) AS named_columns(a, b)' },
    ],
    ['CREATE MATERIALIZED VIEW IF NOT EXISTS v AS SELECT 1 WITH DATA', { ifNotExists: true, query: 'SELECT 1' }],
    ['REFRESH MATERIALIZED VIEW v', { action: 'refresh', name: { parts: ['v'] } }],
    ['DROP MATERIALIZED VIEW IF EXISTS v CASCADE', { action: 'drop', ifExists: true }],
  ])('%s', (sql, expected) => expect(parseStatement(sql)).toMatchObject(expected));
});

describe('what holds no query', () => {
  it.each(['CREATE TABLE t (a INTEGER)', 'CREATE MACRO m(a) AS a + 1', "COPY t FROM 'f.csv'", 'DROP TABLE t'])(
    '%s',
    (sql) => {
      expect(parseStatement(sql)).not.toHaveProperty('query');
      expect(parseStatement(sql)).not.toHaveProperty('definition');
    },
  );
});

describe('parameters', () => {
  it('become variables of the session', () => {
    expect(parseStatement("SELECT '$1', ? WHERE a = ? AND b > now() - INTERVAL ? DAY").sql).toBe(
      "SELECT '$1', getvariable('skyql_1') WHERE a = getvariable('skyql_2') AND b > now() - INTERVAL (getvariable('skyql_3')) DAY",
    );
    expect(parseStatement('EXEC r.m @a = $name')).toMatchObject({
      arguments: [{ expression: "getvariable('skyql_name')" }],
    });
  });

  it('must have values', () => {
    expect(parseStatement('SELECT $a', { parameters: ['a'] }).kind).toBe('query');
    expect(() => parseStatement('SELECT $a, $b', { parameters: ['a'] })).toThrow('no value for the parameter $b');
  });

  it('cannot stay in a view', () => {
    expect(() => parseStatement('CREATE VIEW v AS SELECT $1')).toThrow('cannot hold parameters');
  });

  it.each([
    'CREATE VIEW v AS SELECT $1',
    'CREATE MATERIALIZED VIEW v AS SELECT $1',
    'CREATE OR REPLACE MATERIALIZED VIEW v(a) AS SELECT :name',
    'CREATE MACRO f() AS $1',
    'CREATE FUNCTION f(x) AS TABLE SELECT x + $1',
    'CREATE TABLE t (a VARCHAR DEFAULT $1)',
    'CREATE TABLE t (a INTEGER CHECK (a > ?))',
    'ALTER TABLE t ALTER a SET DEFAULT $1',
    'CREATE UNIQUE INDEX i ON t ((a + $1))',
  ])('%s outlives its parameters and is refused', (sql) => {
    expect(() => parseStatement(sql)).toThrow('cannot hold parameters');
    expect(parseStatement('CREATE TABLE t AS SELECT $1').kind).toBe('local');
  });
});

describe('a statement', () => {
  it('has a place in its text', () => {
    expect(parseStatement('-- first\n  SELECT 1;')).toMatchObject({ kind: 'query', offset: 11 });
  });

  it('stands alone', () => {
    expect(() => parseStatement(' -- nothing')).toThrow('no statement');
    expect(() => parseStatement('SELECT 1; SELECT 2')).toThrow('more than one');
  });
});

describe('syntax errors', () => {
  it.each([
    ['SELCT 1', 1, 1, 'cannot start with SELCT'],
    ['INSERT r VALUES (1)', 1, 8, 'Expected INTO, found r'],
    ['INSERT INTO r (a,) VALUES (1)', 1, 18, 'Expected the name of a column, found )'],
    ['INSERT INTO r (a)', 1, 18, 'Expected VALUES or a query, found the end'],
    ['UPDATE r\nSET a 1', 2, 7, 'Expected = after a'],
    ['UPDATE r SET a = WHERE b', 1, 18, 'Expected an expression for a'],
    ['UPDATE r SET (a, b) = (1) WHERE c', 1, 14, '2 columns and 1 value'],
    ['UPDATE r SET (a, b) = (SELECT 1, 2)', 1, 23, 'a list of values'],
    ["UPDATE r SET tags['a'] = 1", 1, 18, 'whole column'],
    ['DELETE r', 1, 8, 'Expected FROM'],
    ['DELETE FROM r WHERE', 1, 20, 'something after WHERE'],
    ['DELETE FROM r WHERE a LIMIT 3', 1, 23, 'takes no LIMIT'],
    ["EXEC r.m 'x'", 1, 10, 'Expected @Parameter = value'],
    ['EXEC r.m @a', 1, 12, 'Expected = after @a'],
    ["EXEC r.m @@other = '1'", 1, 12, 'no @@other'],
    ['EXPLAIN', 1, 8, 'a statement to explain'],
    ['EXPLAIN (FOO) SELECT 1', 1, 10, 'FORMAT JSON, POLICY or ANALYZE'],
    ['SHOW SERVCIES IN aws', 1, 6, 'what to show'],
    ['SHOW SERVICES aws', 1, 15, 'IN, LIKE or WHERE'],
    ['SHOW TABLES IN aws.ec2', 1, 13, 'nothing of a provider'],
    ['DESCRIBE a b', 1, 12, 'end of the statement'],
    ['USE a.', 1, 7, 'a name after a.'],
    ["SET dialect 'x'", 1, 13, 'Expected TO'],
    ['SELECT (1', 1, 8, '( is not closed'],
    ['SELECT 1)', 1, 9, ') closes nothing'],
    ['SELECT (1]', 1, 10, '] closes nothing'],
    ['WITH x AS (SELECT 1) INSERT INTO r SELECT * FROM x', 1, 22, 'cannot follow WITH'],
    ['WITH x AS (DELETE FROM r RETURNING *) SELECT * FROM x', 1, 12, 'cannot stand inside WITH'],
    ['-- first\n\nSELCT 2', 3, 1, 'SELCT'],
  ])('%j at line %i, column %i', (sql, line, column, message) => {
    try {
      parseStatement(sql);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(SkyqlError);
      expect((error as SkyqlError).message).toContain(message);
      expect(error).toMatchObject({ code: 'SYNTAX_ERROR', position: { line, column } });
    }
  });

  it('are all that arbitrary text can bring', () => {
    const words = fc.constantFrom(
      ...'SELECT FROM WHERE INSERT INTO VALUES UPDATE SET DELETE USING RETURNING EXEC EXPLAIN ANALYZE SHOW EXTENDED IN LIKE'.split(
        ' ',
      ),
      ...'DESCRIBE METHOD USE BEGIN CREATE OR REPLACE MATERIALIZED VIEW TABLE AS COPY TO WITH DROP IF EXISTS MERGE ON'.split(
        ' ',
      ),
      ...[
        "'x'",
        '"a"',
        'a',
        'r.m',
        '1',
        '(',
        ')',
        ',',
        '.',
        '=',
        '@',
        '@@',
        '->',
        '?',
        '$1',
        '*',
        ';',
        '/*+ x */',
        '--',
        '[',
        ']',
        '{',
        "'",
        'json_each',
        'REGEXP',
        'NOT',
      ],
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 14 }), fc.string({ unit: 'binary', maxLength: 4 }), (parts, tail) => {
        for (const dialect of ['duckdb', 'stackql'] as const) {
          try {
            parseStatement(`${parts.join(' ')} ${tail}`, { dialect });
          } catch (error) {
            expect(error).toBeInstanceOf(SkyqlError);
          }
        }
      }),
      { numRuns: 1000, seed: 3 },
    );
  });
});

describe('the parts of a statement', () => {
  const name = fc.constantFrom('a', '"b c"', 'tags', 'data__Identifier');
  const expression = fc.constantFrom(
    '1',
    "'x, y'",
    'f(1, 2)',
    '(SELECT 1 FROM u WHERE true)',
    '[1, 2]',
    'a + b',
    'CASE WHEN a THEN b END',
  );
  const optional = (prefix: string, text: fc.Arbitrary<string>): fc.Arbitrary<string> =>
    fc.option(text, { nil: '' }).map((value) => (value === '' ? '' : ` ${prefix} ${value}`));

  it('make the statement again: UPDATE', () => {
    const clauses = fc.tuple(
      fc.array(fc.tuple(name, expression), { minLength: 1, maxLength: 4 }),
      optional('FROM', fc.constantFrom('u', 'u JOIN v ON u.a = v.a', '(SELECT 1) AS s')),
      optional('WHERE', fc.constantFrom('a = 1', "b IN ('x', 'y')", 'c IS DISTINCT FROM d')),
      optional('RETURNING', fc.constantFrom('*', 'a, b')),
    );
    fc.assert(
      fc.property(clauses, ([assignments, from, where, returning]) => {
        const list = assignments.map(([column, value]) => `${column} = ${value}`).join(', ');
        const sql = `UPDATE r.s SET ${list}${from}${where}${returning}`;
        const statement = parseStatement(sql);
        if (statement.kind !== 'update') return expect.unreachable();
        const again = statement.assignments.map(({ column, expression: value }, index) => {
          expect(column).toBe(assignments[index]?.[0].replaceAll('"', ''));
          return value;
        });
        expect(again).toEqual(assignments.map(([, value]) => value));
        const clause = (prefix: string, text?: string): string => (text === undefined ? '' : ` ${prefix} ${text}`);
        expect(clause('FROM', statement.from)).toBe(from);
        expect(clause('WHERE', statement.where)).toBe(where);
        expect(clause('RETURNING', statement.returning)).toBe(returning);
      }),
      { seed: 5 },
    );
  });

  it('make the statement again: INSERT and EXEC', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(name, expression), { minLength: 1, maxLength: 4 }), (pairs) => {
        const values = `VALUES (${pairs.map(([, value]) => value).join(', ')})`;
        const insert = parseStatement(`INSERT INTO r (${pairs.map(([column]) => column).join(', ')}) ${values}`);
        expect(insert).toMatchObject({ columns: pairs.map(([column]) => column.replaceAll('"', '')), source: values });
        const exec = parseStatement(`EXEC r.m ${pairs.map(([column, value]) => `@${column} = ${value}`).join(', ')}`);
        expect(exec).toMatchObject({
          arguments: pairs.map(([column, value]) => ({ name: column.replaceAll('"', ''), expression: value })),
        });
      }),
      { seed: 5 },
    );
  });
});
