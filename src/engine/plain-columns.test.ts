import type { DuckDBType, DuckDBValue } from '@duckdb/node-api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { duckdb } from './duckdb.ts';
import { plainColumns } from './plain-columns.ts';
import { plainValue } from './plain-value.ts';

const { BIGINT, BOOLEAN, DATE, DOUBLE, INTEGER, TIMESTAMPTZ, VARCHAR } = duckdb;

const moments = fc.oneof(
  fc.date({ noInvalidDate: true }).map((date) => BigInt(date.getTime()) * 1000n),
  fc.bigInt({ min: -(2n ** 60n), max: 2n ** 60n }),
  fc.constantFrom(duckdb.TIMESTAMPTZ.posInf.micros, duckdb.TIMESTAMPTZ.negInf.micros, 0n),
);
const json = fc.jsonValue().map((value) => JSON.stringify(value));

const columns: readonly (readonly [string, DuckDBType, fc.Arbitrary<DuckDBValue>])[] = [
  ['VARCHAR', VARCHAR, fc.string({ unit: 'grapheme', maxLength: 40 })],
  ['JSON', Object.assign(Object.create(VARCHAR), { alias: 'JSON' }) as DuckDBType, fc.oneof(json, fc.string())],
  ['BIGINT', BIGINT, fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })],
  ['BIGINT that a double hardly holds', BIGINT, fc.bigInt({ min: 2n ** 53n - 3n, max: 2n ** 53n + 3n })],
  ['BIGINT that a double hardly holds', BIGINT, fc.bigInt({ min: -(2n ** 53n) - 3n, max: -(2n ** 53n) + 3n })],
  ['INTEGER', INTEGER, fc.integer()],
  ['DOUBLE', DOUBLE, fc.double()],
  ['BOOLEAN', BOOLEAN, fc.boolean()],
  ['TIMESTAMPTZ', TIMESTAMPTZ, moments.map((micros) => new duckdb.DuckDBTimestampTZValue(micros))],
  ['DATE', DATE, fc.integer({ min: -1_000_000, max: 1_000_000 }).map((days) => new duckdb.DuckDBDateValue(days))],
];

describe('columns of a chunk', () => {
  it.each(columns)('are read as the binding reads them: %s', (_name, type, value) => {
    fc.assert(
      fc.property(fc.array(fc.option(value), { minLength: 1, maxLength: 150 }), (values) => {
        const chunk = duckdb.DuckDBDataChunk.create([type], values.length);
        chunk.setColumnValues(0, values);
        expect(plainColumns(chunk, [type])[0]).toEqual(values.map((own) => plainValue(own, type)));
      }),
      { numRuns: 50 },
    );
  });
});
