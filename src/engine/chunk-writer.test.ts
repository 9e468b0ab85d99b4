import { expect, it } from 'vitest';
import type { Row } from '../data/value.ts';
import { ChunkWriter, chunkRows } from './chunk-writer.ts';
import { duckdb } from './duckdb.ts';

const columns = [
  { name: 'text', type: 'VARCHAR' },
  { name: 'json', type: 'JSON' },
  { name: 'whole', type: 'BIGINT' },
  { name: 'real', type: 'DOUBLE' },
  { name: 'flag', type: 'BOOLEAN' },
  { name: 'time', type: 'TIMESTAMPTZ' },
] as const;

it('writes what rows have and NULL for what they lack, as many rows as a chunk holds', () => {
  const writer = new ChunkWriter(columns);
  const rows = Array.from({ length: chunkRows }, (_, index): Row => {
    const whole: Row = {
      text: ['', 'short', `longer than what stands in twelve bytes ${index}`, 'ä€😀'][index % 4] ?? '',
      json: { b: index, a: [null] },
      whole: index % 2 === 0 ? -index : `9007199254740${993 + index}`,
      real: index / 4,
      flag: index % 2 === 0 ? 'true' : false,
      time: index % 2 === 0 ? index / 8 : new Date(index).toISOString(),
    };
    // Each column lacks other rows.
    return Object.fromEntries(Object.entries(whole).filter((_, column) => index % (column + 2) !== 0));
  });
  for (const row of rows) {
    expect(writer.isFull).toBe(false);
    writer.add(row);
  }
  expect(writer.isFull).toBe(true);
  const read = writer.end().getRows();
  const expected = rows.map(({ text = null, json, whole, real = null, flag = null, time }, index) => [
    text,
    json === undefined ? null : `{"a":[null],"b":${index}}`,
    whole === undefined ? null : BigInt(String(whole)),
    real,
    flag === null ? null : flag === 'true',
    time === undefined
      ? null
      : new duckdb.DuckDBTimestampTZValue(BigInt(index % 2 === 0 ? index * 125_000 : index * 1000)),
  ]);
  expect(read).toEqual(expected);
});

it('takes what is no value of the column for NULL', () => {
  const writer = new ChunkWriter(columns);
  writer.add({ text: 1, json: 'x', whole: 'many', real: 'x', flag: 'perhaps', time: 'never' });
  writer.add({ text: { a: 1 }, json: null, whole: Number.NaN, real: Number.NaN, flag: 1, time: true });
  expect(writer.end().getRows()).toEqual([
    ['1', '"x"', null, null, null, null],
    ['{"a":1}', null, null, null, null, null],
  ]);
});
