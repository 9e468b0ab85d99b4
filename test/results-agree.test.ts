import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { recordKeys } from '../src/data/record-keys.ts';
import type { Cells, Row } from '../src/data/value.ts';
import { connect } from '../src/session/connect.ts';
import type { Database } from '../src/session/database.ts';
import { createFormatter } from '../src/terminal/output/create-formatter.ts';
import { writeResult } from '../src/terminal/output/write-result.ts';
import { plainStyle } from '../src/terminal/style.ts';
import { isLong } from './support/run-seed.ts';

/** Expressions over the row's number and a random one, of all of DuckDB's types. */
const expressions = [
  ...['TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'HUGEINT', 'FLOAT', 'DOUBLE', 'DECIMAL(18,3)', 'DECIMAL(38,10)'].map(
    (type) => `((n * seed) % 100 - 50)::${type}`,
  ),
  ...['UTINYINT', 'USMALLINT', 'UINTEGER', 'UBIGINT', 'UHUGEINT', 'VARCHAR', 'BIGNUM'].map(
    (type) => `(n * seed % 100)::${type}`,
  ),
  '9223372036854775807 - n',
  'n % 2 = 0',
  "CASE n % 4 WHEN 0 THEN 'NaN' WHEN 1 THEN 'Infinity' ELSE n::VARCHAR END::DOUBLE",
  "chr((32 + n * seed % 1000)::INTEGER) || '\"\\, é'",
  'chr(10) || n || chr(13) || chr(127) || chr(8232)',
  "('\\x' || lpad(to_hex(n % 256), 2, '0'))::BLOB",
  "DATE '2020-01-01' + (n * seed % 1000)::INTEGER",
  "TIME '00:00:00' + to_seconds(n)",
  'make_timestamp(seed * 1000000 + n)',
  'make_timestamp(seed * 1000000 + n)::TIMESTAMPTZ',
  'make_timestamp(seed * 1000000 + n)::TIMESTAMP_S',
  'make_timestamp_ns(seed * 1000000 + n)',
  'to_seconds(n * seed)',
  "('00000000-0000-0000-0000-' || lpad(n::VARCHAR, 12, '0'))::UUID",
  '(n % 2)::BIT',
  "CASE WHEN n % 2 = 0 THEN 'sad' ELSE 'ok' END::ENUM('sad', 'ok')",
  '[n, NULL, seed]',
  "[[n::VARCHAR, 'x'], []]",
  '[n, seed]::INTEGER[2]',
  "{'a': n, 'b': {'c': [seed]}, 'at': make_timestamp(n)::TIMESTAMPTZ}",
  "MAP {'k' || n: seed, 'z': NULL}",
  'union_value(num := n)',
  `json_object('n', n, 'list', [seed, NULL], 'text', 'é"')`,
  "'null'::JSON",
  'NULL',
];

let db: Database;
beforeAll(async () => {
  db = await connect();
});
afterAll(() => db.close());

async function all<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}

async function textOf(sql: string, format: 'jsonl' | 'csv' | 'json'): Promise<string> {
  const result = await db.run(sql);
  let text = '';
  await writeResult(
    { columns: result.columns, batches: result.batches() },
    createFormatter(format, { style: plainStyle }),
    {
      writeOutput: async (part) => {
        text += part;
      },
    },
  );
  return text;
}

const column = fc.record({
  expression: fc.constantFrom(...expressions),
  name: fc.constantFrom('a', 'b', 'a:1', '7', 'é"'),
  isSometimesNull: fc.boolean(),
});
const table = fc.record({
  columns: fc.array(column, { minLength: 1, maxLength: 6 }),
  // A chunk of DuckDB has 2,048 rows.
  rows: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(0, 1, 3, 10) }, { weight: 1, arbitrary: fc.constant(2050) }),
  seed: fc.integer({ min: 1, max: 1_000_000 }),
});

it('records, arrays and text of a result hold the same values, of every type', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(table, async ({ columns, rows, seed }) => {
      const list = columns.map(
        ({ expression, name, isSometimesNull }) =>
          // DuckDB has no CASE of arrays.
          `${isSometimesNull && !expression.endsWith(']') ? `CASE WHEN n % 3 > 0 THEN ${expression} END` : expression} AS "${name.replaceAll('"', '""')}"`,
      );
      const sql = `SELECT ${list.join(', ')} FROM (SELECT range AS n, ${seed}::BIGINT AS seed FROM range(${rows}))`;
      const whole = await db.query(sql);
      const arrays = (await all((await db.run(sql)).batches())).flat();
      const keys = recordKeys(whole.columns);
      const recordOf = (cells: Cells): Row => Object.fromEntries(keys.map((key, index) => [key, cells[index] ?? null]));
      expect(whole.columns.map(({ name }) => name)).toEqual(columns.map(({ name }) => name));
      expect(arrays).toHaveLength(rows);
      expect(whole.rows).toEqual(arrays.map(recordOf));
      expect(await all(db.stream(sql))).toEqual(whole.rows);
      const chunks = await all((await db.run(sql)).chunks());
      expect(chunks.reduce((sum, chunk) => sum + chunk.rowCount, 0)).toBe(rows);
      const lines = (await textOf(sql, 'jsonl')).split('\n').slice(0, -1);
      expect(lines.map((line) => JSON.parse(line))).toEqual(whole.rows);
      expect(JSON.parse(await textOf(sql, 'json'))).toEqual(whole.rows);
    }),
    { numRuns: isLong ? 200 : 10 },
  );
});

it('every type of DuckDB has plain values at its ends', async () => {
  const { columns, rows } = await db.query('FROM test_all_types()');
  expect(columns.length).toBeGreaterThan(50);
  expect(JSON.parse(JSON.stringify(rows))).toEqual(rows);
  const lines = (await textOf('FROM test_all_types()', 'jsonl')).split('\n').slice(0, -1);
  expect(lines.map((line) => JSON.parse(line))).toEqual(rows);
});
