import { expect, it } from 'vitest';
import { isLong, seed } from '../../../test/support/run-seed.ts';
import { quoteLiteral } from '../../data/quote.ts';
import { duckdb } from '../../engine/duckdb.ts';
import { wireTypeOf } from '../types/wire-type-of.ts';
import { ByteWriter } from '../wire/byte-writer.ts';
import type { Format } from '../wire/client-message.ts';
import { cellsOf, writeCells } from './cells.ts';
import { type ChunkRows, chunkRows } from './chunk-rows.ts';

const rows = isLong ? 100_000 : 1_000;

/** By type: values at its edges, and an expression over two random numbers for any other. */
const types: Readonly<Record<string, readonly [edges: readonly string[], other: string]>> = {
  BOOLEAN: [['true', 'false'], 'h % 2 = 0'],
  TINYINT: [['-128', '127', '0'], '(h % 256)::INTEGER - 128'],
  UTINYINT: [['0', '255'], 'h % 256'],
  SMALLINT: [['-32768', '32767', '-1'], '(h % 65536)::INTEGER - 32768'],
  USMALLINT: [['0', '65535'], 'h % 65536'],
  INTEGER: [
    ['-2147483648', '2147483647', '0', '-10', '999999999', '1000000000', '-1000000000'],
    '((h >> 33)::BIGINT - 1073741824) >> (h2 % 30)::INTEGER',
  ],
  UINTEGER: [['0', '4294967295'], 'h % 4294967296'],
  BIGINT: [
    [
      ...['-9223372036854775808', '9223372036854775807', '9007199254740991', '9007199254740992', '-9007199254740991'],
      ...['-9007199254740992', '-9007199254740993', '1000000000000000000', '4294967296', '-4294967296', '-1', '0'],
    ],
    '(h >> 1 >> (h2 % 63)::INTEGER)::BIGINT - 1000',
  ],
  UBIGINT: [['0', '18446744073709551615'], 'h'],
  HUGEINT: [
    ['-170141183460469231731687303715884105728', '170141183460469231731687303715884105727', '-1', '0'],
    '-(h::HUGEINT) * (h2 >> 2)',
  ],
  UHUGEINT: [['0', '340282366920938463463374607431768211455'], 'h::UHUGEINT * h2'],
  'DECIMAL(4,2)': [['-99.99', '99.99', '0', '-0.01', '-1'], '((h % 19999)::INTEGER - 9999) / 100'],
  'DECIMAL(9,9)': [['-0.999999999', '0.999999999', '0', '-0.000000001'], '(h % 1000000000) / 1000000001'],
  'DECIMAL(18,0)': [['-999999999999999999', '999999999999999999', '0'], 'h % 1000000000000000000'],
  'DECIMAL(18,12)': [['-999999.999999999999', '0.000000000001', '-0.000000000001', '1'], '(h % 1000000) / 7'],
  'DECIMAL(21,1)': [
    ['-99999999999999999999.9', '99999999999999999999.9', '-0.1', '900719925474099.1', '900719925474099.2'],
    '(h % 10000000000)::BIGINT / 7 - 1',
  ],
  'DECIMAL(38,9)': [
    ['-99999999999999999999999999999.999999999', '-0.000000001', '9007199.254740991', '9007199.254740992', '0'],
    '(h % 10000000)::BIGINT / 7 - 3',
  ],
  'DECIMAL(38,20)': [
    ['-999999999999999999.99999999999999999999', '0.00000000000000000001', '0', '-1'],
    '(h % 10000000)::BIGINT / 7 - 3',
  ],
  FLOAT: [
    ['NaN', 'Infinity', '-Infinity', '-0', '0', '1e-45', '3.4028235e38', '16777216', '0.1'],
    '(h % 100000)::FLOAT / (1 + h2 % 1000)',
  ],
  DOUBLE: [
    [
      ...['NaN', 'Infinity', '-Infinity', '-0', '0', '5e-324', '1.7976931348623157e308', '1e15', '999999999999999'],
      ...['-1e15', '0.0001', '0.00001', '1e21', '123456789012345678', '-7'],
    ],
    '(h % 100000000)::DOUBLE / (1 + h2 % 1000) - 50000',
  ],
  VARCHAR: [
    ['', 'twelve bytes', 'thirteen byte', 'é😀ü', 'é'.repeat(500), 'a\\b\t\nc', 'NULL'],
    'repeat(chr(97 + (h % 26)::INTEGER), (h2 % 40)::INTEGER) || h',
  ],
  JSON: [['{"a": [1, null, "é"]}', 'null', '"text of more than twelve bytes"'], `'{"h": ' || h || '}'`],
  BLOB: [['', '\\x00\\xFF', 'long'.repeat(20)], 'CAST(h::VARCHAR AS BLOB)'],
  UUID: [['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'], 'md5(h::VARCHAR)::UUID'],
  DATE: [
    [
      ...['infinity', '-infinity', '0001-01-01', '0001-12-31 (BC)', '4000-01-01 (BC)', '9999-12-31', '10000-01-01'],
      ...['1969-12-31', '2024-02-29'],
    ],
    "DATE '1900-01-01' + (h % 73000)::INTEGER",
  ],
  TIME: [
    ['00:00:00', '23:59:59.999999', '24:00:00', '12:00:00.5'],
    "TIME '00:00:00' + to_microseconds((h % 86400000000)::BIGINT)",
  ],
  TIMESTAMP: [
    [
      ...['infinity', '-infinity', '0001-01-01 00:00:00', '0001-12-31 (BC) 23:59:59.999999', '1684-07-28 00:12:25.5'],
      ...['9999-12-31 23:59:59.999999', '20000-01-01 00:00:00', '1969-12-31 23:59:59.9', '290000-01-01 00:00:00'],
    ],
    "TIMESTAMP '1900-01-01' + to_microseconds((h % 6000000000000000)::BIGINT)",
  ],
  'TIMESTAMP WITH TIME ZONE': [
    [
      'infinity',
      '-infinity',
      '2026-01-01 00:00:00+00',
      '0044-03-15 (BC) 12:00:00+00',
      '1999-12-31 23:59:59.000001-03:30',
    ],
    "(TIMESTAMP '1990-01-01' + to_seconds((h % 2000000000)::BIGINT))::TIMESTAMPTZ",
  ],
  // From here on those that are written value by value.
  TIMESTAMP_S: [['2026-01-01 00:00:00'], "TIMESTAMP '1990-01-01' + to_seconds((h % 2000000000)::BIGINT)"],
  'TIME WITH TIME ZONE': [['12:00:00+02', '00:00:00-15:59:59'], "'12:00:00+01'::TIMETZ"],
  INTERVAL: [['1 year -2 days', '0 seconds'], 'to_seconds((h % 100000)::BIGINT)'],
  'INTEGER[]': [['[]', '[NULL]', '[1, -2]'], '[(h % 9)::INTEGER, NULL]'],
  'VARCHAR[]': [["['', NULL, 'NULL', 'a b']"], '[h::VARCHAR]'],
  'STRUCT(a INTEGER, b VARCHAR)': [["{'a': 1, 'b': é}"], '{a: (h % 9)::INTEGER, b: h::VARCHAR}'],
  "ENUM('one', 'two')": [['one'], "'two'"],
};
const names = Object.keys(types);

const formats: readonly Format[] = [0, 1];

it('writes columns from DuckDB’s memory byte by byte as their types write each value', async () => {
  const connection = await (await duckdb.DuckDBInstance.create(':memory:')).connect();
  await connection.run("SET TimeZone = 'UTC'");
  const columns = Object.entries(types).map(([type, [edges, other]], index) => {
    const edge = `([${edges.map(quoteLiteral).join(', ')}])[1 + (h2 % ${edges.length})::INTEGER]`;
    const bits = `(h >> ${index})`;
    return `CASE WHEN ${bits} % 7 = 0 THEN NULL WHEN ${bits} % 3 = 0 THEN CAST(${edge} AS ${type}) ELSE CAST(${other} AS ${type}) END`;
  });
  const result = await connection.stream(
    `SELECT ${columns.join(', ')} FROM (SELECT hash(i, ${seed}) AS h, hash(${seed}, i) AS h2 FROM range(${rows}) own(i))`,
  );
  const sent = names.map((name) => ({ name, type: wireTypeOf(name) }));
  const asked = names.map((_, index) => index);
  let seen = 0;
  const raw = new Set<number>();
  for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    const { rowCount } = chunk;
    const whole = chunkRows(chunk, asked);
    const byValue: ChunkRows = { columns: whole.columns.map((column) => column && { ...column, raw: undefined }) };
    for (const [index, column] of sent.entries()) {
      if (whole.columns[index]?.raw !== undefined) raw.add(index);
      for (const format of formats) {
        const written = (read: ChunkRows) => {
          const out = new ByteWriter();
          const cells = cellsOf({ columns: [read.columns[index]] }, [{ ...column, format }]);
          for (let row = 0; row < rowCount; row += 1) writeCells(out, cells, row);
          return out.take().toString('latin1');
        };
        expect(written(whole), `${names[index]}, format ${format}, SEED=${seed}`).toBe(written(byValue));
      }
    }
    seen += rowCount;
  }
  expect(seen).toBe(rows);
  // What comes from memory, so that the two are not the same way twice.
  expect(names.filter((_, index) => !raw.has(index))).toEqual(names.slice(names.indexOf('TIMESTAMP_S')));
});
