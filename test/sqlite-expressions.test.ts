import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import initSqlJs, { type SqliteDatabase } from 'sql.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stackqlMacros } from '../src/engine/compatibility/stackql.ts';
import { makeMacros, rowsOfDialect } from '../src/engine/compatibility/test-macros.ts';
import { parseStatement } from '../src/sql/parse-statement.ts';
import { typeColumns } from '../src/sql/sqlite/type-columns.ts';
import { sqliteExpression } from './support/sqlite-expression.ts';
import { fixedExpressions, fixedStatements } from './support/sqlite-fixed-expressions.ts';

/**
 * SQLite itself says what expressions of the dialect stackql mean: the type of a value, and its text. What stays different, and
 * therefore is in no expression here, is listed in docs/dialects.md.
 */
const isLong = process.env.SKYQL_LONG === '1';
const atOnce = 50;
const batches = Math.ceil(Number(process.env.EXPRESSIONS ?? (isLong ? 100_000 : 100)) / atOnce);

const table = `SELECT 1 AS i, 2.5 AS r, 'Abc' AS t, '12' AS n, '{"a":[1,2.5,"x"],"b":true,"c":null}' AS j
  UNION ALL SELECT -7, -0.5, 'abc', '1.5x', '[3,{"a":"ABC"}]' UNION ALL SELECT NULL, NULL, NULL, NULL, NULL`;
const columns = 'i BIGINT, r DOUBLE, t TEXT, n TEXT, j TEXT';

let connection: DuckDBConnection;
let sqlite: SqliteDatabase;
beforeAll(async () => {
  const { Database } = await initSqlJs({ useOldExtensionFunctions: false });
  sqlite = new Database();
  sqlite.exec(`CREATE TABLE q(${columns}); INSERT INTO q ${table}`);
  connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run("SET TimeZone = 'UTC'; SET threads = 1");
  await makeMacros(connection, stackqlMacros);
  await connection.run(`CREATE TABLE q(${columns}); INSERT INTO q ${table}`);
});
afterAll(() => {
  connection.closeSync();
  sqlite.close();
});

/** Each expression with its type, as a row of texts. */
function asked(expressions: readonly string[]): string {
  const columns = expressions.map((one, index) => `${one} AS x${index}`).join(', ');
  const shown = expressions.map((_, index) => `typeof(x${index}), x${index} || ''`).join(', ');
  return `SELECT ${shown} FROM (SELECT ${columns}, i FROM q) ORDER BY i IS NULL, i DESC`;
}

/** The last digits of a real as a text are none that SQLite's versions agree on. */
function withFewerDigits(rows: readonly (readonly unknown[])[]): unknown {
  return rows.map((row) =>
    row.map((cell) =>
      typeof cell === 'string'
        ? cell.replace(/\d+\.\d{11,}(?:e[-+]\d+)?/g, (written) => String(Number(Number(written).toPrecision(12))))
        : cell,
    ),
  );
}

function bySqlite(expressions: readonly string[]): unknown {
  return withFewerDigits(sqlite.exec(asked(expressions))[0]?.values ?? []);
}

const types = new Map([
  ['i', 'BIGINT'],
  ['r', 'DOUBLE'],
  ['t', 'VARCHAR'],
  ['n', 'VARCHAR'],
  ['j', 'VARCHAR'],
]);

/** `isTyped`: as over resources, whose columns are known before DuckDB sees the statement. */
async function byDialect(expressions: readonly string[], isTyped: boolean): Promise<unknown> {
  const { sql } = parseStatement(asked(expressions), { dialect: 'stackql' });
  const known = { types, byAlias: new Map() };
  return withFewerDigits(await rowsOfDialect(connection, isTyped ? typeColumns(sql, known) : sql));
}

/** The first that is other, with both answers: halves are asked anew where several at once fail or differ. */
async function differing(expressions: readonly string[], isTyped: boolean): Promise<unknown> {
  const [wanted, given] = [outcome(() => bySqlite(expressions)), await answer(() => byDialect(expressions, isTyped))];
  const isSame = JSON.stringify(wanted) === JSON.stringify(given);
  const [expression] = expressions;
  if (expressions.length <= 1) return isSame ? undefined : { expression, sqlite: wanted, dialect: given };
  if (isSame && wanted !== 'fails') return undefined;
  const half = expressions.length >> 1;
  return (await differing(expressions.slice(0, half), isTyped)) ?? (await differing(expressions.slice(half), isTyped));
}

/** A failure is a failure, whatever its words. */
function outcome(of: () => unknown): unknown {
  try {
    return of();
  } catch {
    return 'fails';
  }
}

async function answer(of: () => Promise<unknown>): Promise<unknown> {
  try {
    return await of();
  } catch (error) {
    return process.env.SQLITE_ERRORS === undefined ? 'fails' : String(error);
  }
}

describe('expressions of the dialect stackql', () => {
  it('mean what they mean to SQLite', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(sqliteExpression, { minLength: atOnce, maxLength: atOnce, size: 'max' }),
        fc.boolean(),
        async (expressions, isTyped) => {
          expect(await differing(expressions, isTyped)).toBeUndefined();
        },
      ),
      {
        numRuns: batches,
        endOnFailure: true,
        ...(process.env.SEED !== undefined && { seed: Number(process.env.SEED) }),
      },
    );
  }, 3_600_000);

  it('mean it in each of the known cases', async () => {
    for (let at = 0; at < fixedExpressions.length; at += 10)
      expect(await differing(fixedExpressions.slice(at, at + 10), at % 20 === 0)).toBeUndefined();
  });

  it.each(fixedStatements)('and so do statements: %s', async (sql) => {
    const ordered = (rows: readonly (readonly unknown[])[]) =>
      /ORDER BY (?!.*\))/.test(sql) ? rows : rows.map((row) => JSON.stringify(row)).toSorted();
    const rows = await rowsOfDialect(connection, parseStatement(sql, { dialect: 'stackql' }).sql);
    // DuckDB writes whole numbers of 64 bits as texts.
    const plain = (given: readonly (readonly unknown[])[]) =>
      given.map((row) => row.map((cell) => (/^-?\d+$/.test(String(cell)) ? Number(cell) : cell)));
    expect(ordered(plain(rows))).toEqual(ordered(plain(sqlite.exec(sql)[0]?.values ?? [])));
  });
});
