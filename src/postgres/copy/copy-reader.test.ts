import fc from 'fast-check';
import { expect, it } from 'vitest';
import { storedChunk } from '../../engine/stored-chunk.ts';
import { tokenize } from '../../sql/tokenize.ts';
import { chunkRows } from '../statements/chunk-rows.ts';
import { copyRows } from '../statements/copy-rows.ts';
import { readCopy } from '../statements/read-copy.ts';
import { WordReader } from '../statements/word-reader.ts';
import * as scalars from '../types/scalar-types.ts';
import { ByteWriter } from '../wire/byte-writer.ts';
import { copyReader } from './copy-reader.ts';

const columns = ['a', 'b'].map((name) => ({ name, type: scalars.text }));
const types = columns.map(({ name }) => ({ name, type: 'VARCHAR' }));

function optionsOf(options: string, direction = 'FROM STDIN') {
  const sql = `COPY t ${direction} ${options}`;
  const command = readCopy(new WordReader(sql, tokenize(sql)), sql);
  if (!('options' in command)) throw new Error('no COPY');
  return command.options;
}

/** The values that a reader makes of bytes which come in pieces of that length. */
function valuesIn(options: string, bytes: Buffer, length = bytes.length) {
  const reader = copyReader(optionsOf(options), ['a', 'b']);
  const rows = [];
  for (let start = 0; start < bytes.length; start += length)
    rows.push(...reader.read(bytes.subarray(start, start + length)));
  rows.push(...reader.end());
  return rows.map(({ values }) => values.map((value) => (value === null ? null : value.toString())));
}

const value = fc.option(fc.string({ unit: fc.constantFrom(...'ab\t\n\r\\,;"N.\'é\u{1f600}x1'), maxLength: 6 }));

it.each([
  '',
  'BINARY',
  'CSV',
  "CSV DELIMITER ';' QUOTE '''' ESCAPE '\\' NULL 'N'",
  "DELIMITER ',' NULL '-'",
  'CSV FORCE QUOTE *',
])('reads what COPY TO %s writes, in pieces of any length', (options) => {
  fc.assert(
    fc.property(fc.array(fc.tuple(value, value), { maxLength: 5 }), fc.integer({ min: 1, max: 9 }), (rows, length) => {
      const out = new ByteWriter();
      const write = copyRows(out, columns, optionsOf(options, 'TO STDOUT'));
      if (rows.length > 0) write.rows(chunkRows(storedChunk(types, rows), [0, 1]), 0, rows.length);
      write.trailer();
      const messages = out.take();
      const data = [];
      for (let at = 0; at < messages.length; at += 1 + messages.readInt32BE(at + 1))
        data.push(messages.subarray(at + 5, at + 1 + messages.readInt32BE(at + 1)));
      expect(valuesIn(options.replace(' FORCE QUOTE *', ''), Buffer.concat(data), length)).toEqual(rows);
    }),
    { numRuns: 100 },
  );
});

it.each(['', 'CSV', 'BINARY'])('reads a long row of %s in small pieces in time', (options) => {
  const long = 'x'.repeat(2_000_000);
  const bytes =
    options === 'BINARY'
      ? Buffer.concat([
          Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0\0\x02\0\x1e\x84\x80', 'latin1'),
          Buffer.from(long),
          Buffer.from('\0\0\0\x01y\xff\xff', 'latin1'),
        ])
      : Buffer.from(options === 'CSV' ? `"${long}",y\n` : `${long}\ty\n`);
  expect(valuesIn(options, bytes, 50)).toEqual([[long, 'y']]);
  const lines = `${'z\\\n'.repeat(200_000)}\ty\n`;
  if (options === '') expect(valuesIn('', Buffer.from(lines), 50)).toEqual([['z\n'.repeat(200_000), 'y']]);
});

it('reads what other programs write', () => {
  const read = (options: string, text: string) => valuesIn(options, Buffer.from(text, 'latin1'));
  expect(read('', 'a\tb\r\nc\td\r\n\\.\r\nno\trow\r\n')).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
  expect(read('', '\\303\\251\\x9\ta\\\nb\\q\n')).toEqual([['é\t', 'a\nbq']]);
  expect(read('CSV', 'a"b,"c,\n\\.\nno,row\n')).toEqual([['ab,c', null]]);
  expect(read('CSV FORCE NULL a FORCE NOT NULL b', '"",\n')).toEqual([[null, '']]);
  expect(() => read('', 'a\rb\tc\n')).toThrow('literal carriage return');
  expect(() => read('CSV', 'a\rb,c\n')).toThrow('unquoted carriage return');
});

it.each([
  ["DELIMITER 'é'", '0A000', 'COPY delimiter must be a single one-byte character'],
  ["DELIMITER 'e'", '22023', 'COPY delimiter cannot be "e"'],
  ["DELIMITER E'\\n'", '22023', 'COPY delimiter cannot be newline or carriage return'],
  ["NULL E'\\n'", '22023', 'COPY null representation cannot use newline or carriage return'],
  ["DELIMITER ',' NULL ','", '0A000', 'COPY delimiter must not appear in the NULL specification'],
  ["CSV NULL '\"'", '0A000', 'CSV quote character must not appear in the NULL specification'],
  ["CSV DELIMITER '\"'", '22023', 'COPY delimiter and quote must be different'],
  ["QUOTE ''''", '0A000', 'COPY quote available only in CSV mode'],
  ['BINARY HEADER', '0A000', 'cannot specify HEADER in BINARY mode'],
  ['CSV FORCE NULL a', '0A000', 'COPY force null only available using COPY FROM'],
  ['(HEADER match)', '0A000', 'cannot use "match" with HEADER in COPY TO'],
  ['(HEADER off, HEADER)', '42601', 'conflicting or redundant options'],
])('refuses %s as PostgreSQL does', (options, sqlstate, message) => {
  expect(() => optionsOf(options, 'TO STDOUT')).toThrow(expect.objectContaining({ sqlstate, message }));
});
