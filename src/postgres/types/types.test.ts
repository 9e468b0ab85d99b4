import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { duckdb } from '../../engine/duckdb.ts';
import { ByteWriter } from '../wire/byte-writer.ts';
import { arrayText, readArrayText } from './array-text.ts';
import { dateText, microsOf, timestampText } from './calendar.ts';
import { doubleText, singleText } from './float-text.ts';
import { intervalText } from './interval-text.ts';
import { jsonText } from './json-text.ts';
import { readNumeric, writeNumeric } from './numeric.ts';
import { parameterType } from './parameter-type.ts';
import { readParameter } from './read-parameter.ts';
import type { Present } from './wire-type.ts';
import { wireTypeOf } from './wire-type-of.ts';

function written(write: (out: ByteWriter) => void): Buffer {
  const out = new ByteWriter();
  write(out);
  return out.take();
}

describe('numeric', () => {
  it('is read as it was written', () => {
    const digits = fc.bigInt({ min: 0n, max: 10n ** 38n - 1n });
    fc.assert(
      fc.property(digits, fc.nat(37), fc.boolean(), (value, scale, isNegative) => {
        const padded = String(value).padStart(scale + 1, '0');
        const whole = padded.slice(0, padded.length - scale);
        const text = scale === 0 ? whole : `${whole}.${padded.slice(padded.length - scale)}`;
        const signed = isNegative && value > 0n ? `-${text}` : text;
        expect(readNumeric(written((out) => writeNumeric(out, signed)))).toBe(signed);
      }),
    );
  });

  it.each([
    // As PostgreSQL's numeric_send writes them.
    ['0', '0000000000000000'],
    ['1', '00010000000000000001'],
    ['-1.5', '00020000400000010001' + '1388'],
    ['10000', '00010001000000000001'],
    ['0.0001', '0001ffff000000040001'],
    ['12345.678', '000300010000000300010929' + '1a7c'],
    ['NaN', '00000000c0000000'],
  ])('%s has the bytes that PostgreSQL gives it', (text, bytes) => {
    expect(written((out) => writeNumeric(out, text)).toString('hex')).toBe(bytes);
  });
});

describe('times', () => {
  it('are those of the calendar', () => {
    const time = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(time, (date) => {
        const text = timestampText(BigInt(date.getTime()) * 1000n, '+00');
        const expected = date
          .toISOString()
          .replace('T', ' ')
          .replace(/\.?0*Z$/, '');
        expect(text).toBe(`${expected.replace(/(:\d)$/, '$10')}+00`);
        expect(microsOf(date.toISOString())).toBe(BigInt(date.getTime()) * 1000n);
      }),
    );
  });

  it('before the year 1 and without end are as PostgreSQL writes them', () => {
    expect(dateText(-719_163)).toBe('0001-12-31 BC');
    expect(timestampText(-62_198_755_200_000_000n, '')).toBe('0002-01-01 00:00:00 BC');
    expect(timestampText(2n ** 63n - 1n, '+00')).toBe('infinity');
    expect(intervalText(14, -3, -3_600_000_000n)).toBe('1 year 2 mons -3 days -01:00:00');
    expect(intervalText(0, 0, 0n)).toBe('00:00:00');
    expect(intervalText(-1, 2, 500_000n)).toBe('-1 mons +2 days 00:00:00.5');
  });
});

describe('floats', () => {
  it.each([
    [1e15, '1e+15'],
    [123456789012345, '123456789012345'],
    [1.5, '1.5'],
    [0.0001, '0.0001'],
    [0.00001, '1e-05'],
    [-0, '-0'],
    [1e21, '1e+21'],
    [Number.NEGATIVE_INFINITY, '-Infinity'],
  ])('%d is %s', (value, text) => {
    expect(doubleText(value)).toBe(text);
  });

  it('are the numbers that they were', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (value) => {
        expect(Number(doubleText(value))).toBe(value);
      }),
    );
    fc.assert(
      fc.property(fc.float({ noNaN: true }), (value) => {
        expect(Math.fround(Number(singleText(value)))).toBe(value);
      }),
    );
    expect(singleText(Math.fround(0.1))).toBe('0.1');
    expect(singleText(1_000_000)).toBe('1e+06');
  });
});

describe('arrays', () => {
  it('are read as they were written', () => {
    const items = fc.array(fc.option(fc.string({ unit: 'grapheme' })));
    fc.assert(
      fc.property(items, (given) => {
        expect(readArrayText(arrayText(given))).toEqual(given);
      }),
    );
    expect(readArrayText(' [0:1]={{1, "a\\"b"}, {NULL,"NULL"}}')).toEqual([
      ['1', 'a"b'],
      [null, 'NULL'],
    ]);
    for (const text of ['', '{', '{1', '{1}}', '{,}', 'x', '{"a}', '{1} 2', '{{{{{{{1}}}}}}}'])
      expect(() => readArrayText(text), text).toThrow('malformed array literal');
  });
});

const {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBListValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBTimeValue,
  DuckDBUUIDValue,
  mapValue,
  structValue,
} = duckdb;

const micros = fc.bigInt({ min: -62_135_596_800_000_000n, max: 253_402_300_799_999_999n });
const values: readonly (readonly [string, fc.Arbitrary<Present>])[] = [
  ['BOOLEAN', fc.boolean()],
  ['SMALLINT', fc.integer({ min: -32_768, max: 32_767 })],
  ['INTEGER', fc.integer()],
  ['BIGINT', fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })],
  ['DOUBLE', fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0)],
  [
    'DECIMAL(18,3)',
    fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n }).map((value) => new DuckDBDecimalValue(value, 18, 3)),
  ],
  ['VARCHAR', fc.string({ unit: 'grapheme' }).map((value) => value.replaceAll('\0', ''))],
  ['UUID', fc.bigInt({ min: 0n, max: 2n ** 127n - 1n }).map((value) => DuckDBUUIDValue.fromUint128(value))],
  ['DATE', fc.integer({ min: -719_162, max: 2_932_896 }).map((days) => new DuckDBDateValue(days))],
  ['TIME', fc.bigInt({ min: 0n, max: 86_399_999_999n }).map((value) => new DuckDBTimeValue(value))],
  ['TIMESTAMP', micros.map((value) => new DuckDBTimestampValue(value))],
  ['TIMESTAMP WITH TIME ZONE', micros.map((value) => new DuckDBTimestampTZValue(value))],
  ['JSON', fc.json()],
  ['INTEGER[]', fc.array(fc.option(fc.integer())).map((items) => new DuckDBListValue(items))],
];

describe('values in binary form', () => {
  it.each(values)('of %s say what their texts say', (type, arbitrary) => {
    const wire = wireTypeOf(type);
    const parameter = parameterType(wire.oid);
    if (parameter === undefined) throw new Error(`${type} is no type of a parameter`);
    fc.assert(
      fc.property(arbitrary, (value) => {
        const binary = readParameter(
          parameter,
          1,
          written((out) => wire.binary(out, value)),
        );
        const text = readParameter(parameter, 0, Buffer.from(wire.text(value)));
        const asNumbers = type === 'DOUBLE' ? [Number(binary), Number(text)] : [binary, text];
        expect(asNumbers[0]).toEqual(asNumbers[1]);
      }),
      { numRuns: 40 },
    );
  });

  it('that are none are refused, and never read beyond their end', () => {
    const oids = [16, 20, 21, 23, 700, 701, 1700, 17, 25, 2950, 3802, 1082, 1083, 1114, 1184, 1186, 1007, 1009, 1231];
    fc.assert(
      fc.property(fc.constantFrom(...oids), fc.uint8Array({ maxLength: 40 }), (oid, bytes) => {
        const type = parameterType(oid);
        if (type === undefined) throw new Error(String(oid));
        try {
          readParameter(type, 1, Buffer.from(bytes));
        } catch (error) {
          expect(error).toMatchObject({ name: 'PostgresError', fatal: false });
        }
        expect(type.kind).not.toBe('');
      }),
    );
  });
});

it('what PostgreSQL has no type for is JSON, with every digit', () => {
  const value = structValue({
    a: 12_345_678_901_234_567_890n,
    'b "c"': mapValue([{ key: 'k', value: new DuckDBListValue([1, null]) }]),
  });
  expect(jsonText(value)).toBe('{"a": 12345678901234567890, "b \\"c\\"": {"k": [1, null]}}');
  for (const type of ['STRUCT("a" INTEGER)', 'MAP(VARCHAR, INTEGER)', 'INTEGER[][]', 'STRUCT("a" INTEGER)[]'])
    expect(wireTypeOf(type).oid).toBe(3802);
  expect(wireTypeOf('VARCHAR[]').oid).toBe(1009);
  expect(wireTypeOf('TIMESTAMP_NS').oid).toBe(25);
  expect(wireTypeOf('DECIMAL(18,3)')).toMatchObject({ oid: 1700, modifier: 1_179_655 });
});
