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

function optionsOf(options: string) {
  const sql = `COPY t FROM STDIN ${options}`;
  const command = readCopy(new WordReader(tokenize(sql)), sql);
  if (command.kind !== 'copy-in') throw new Error('no COPY FROM');
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
      const write = copyRows(out, columns, optionsOf(options));
      if (rows.length > 0) write.rows(chunkRows(storedChunk(types, rows), [0, 1]), 0, rows.length);
      write.trailer();
      const messages = out.take();
      const data = [];
      for (let at = 0; at < messages.length; at += 1 + messages.readInt32BE(at + 1))
        data.push(messages.subarray(at + 5, at + 1 + messages.readInt32BE(at + 1)));
      expect(valuesIn(options, Buffer.concat(data), length)).toEqual(rows);
    }),
    { numRuns: 100 },
  );
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
  expect(() => optionsOf("DELIMITER 'é'")).toThrow('COPY delimiter must be a single one-byte character');
  expect(() => read('', 'a\rb\tc\n')).toThrow('literal carriage return');
  expect(() => read('CSV', 'a\rb,c\n')).toThrow('unquoted carriage return');
});
