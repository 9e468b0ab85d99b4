import fc from 'fast-check';
import { expect, it } from 'vitest';
import { plainStyle } from '../style.ts';
import { formatted, imageColumns, imageRows, textResults } from './output-fixtures.ts';

it('writes a header, CRLF line ends and JSON in quotes', () => {
  expect(formatted('csv', imageColumns, imageRows)).toBe(
    'name,size,tags\r\nweb,8,"{""team"":""a""}"\r\nデータ,1024,\r\n',
  );
});

it('tells NULL from the empty string', () => {
  expect(
    formatted(
      'csv',
      [
        { name: 'a', type: 'VARCHAR' },
        { name: 'b', type: 'VARCHAR' },
      ],
      [{ a: null, b: '' }],
    ),
  ).toBe('a,b\r\n,""\r\n');
});

it('makes control characters visible on a screen alone', () => {
  const columns = [{ name: 'a', type: 'VARCHAR' }];
  const rows = [{ a: '\u001b[2J' }];
  expect(formatted('csv', columns, rows)).toContain('\u001b');
  expect(formatted('csv', columns, rows, { style: plainStyle, screenWidth: 80 })).toBe('a\r\n\\x1b[2J\r\n');
});

it.each([
  ['=HYPERLINK("http://x")', '"\'=HYPERLINK(""http://x"")"'],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['-2+3', "'-2+3"],
  ['\t=1', "'\t=1"],
  ['-2.5e3', '-2.5e3'],
  ['a=b', 'a=b'],
])('keeps a spreadsheet from running %j where it is asked to', (text, field) => {
  const columns = [{ name: 'a', type: 'VARCHAR' }];
  const rows = [{ a: text }];
  expect(formatted('csv', columns, rows, { style: plainStyle, csvSafe: true })).toBe(`a\r\n${field}\r\n`);
  expect(formatted('csv', columns, rows).replaceAll('"', '')).toBe(`a\r\n${text.replaceAll('"', '')}\r\n`);
});

it('can be read back by a reader of RFC 4180', () => {
  fc.assert(
    fc.property(textResults, ({ columns, rows, cells }) => {
      const [header, ...records] = readCsv(formatted('csv', columns, rows));
      expect(header).toEqual(columns.map(({ name }) => name));
      expect(records).toEqual(cells);
    }),
    { seed: 4 },
  );
});

/** A reader by the grammar of RFC 4180; an empty field without quotes is null. */
function readCsv(text: string): (string | null)[][] {
  const records: (string | null)[][] = [];
  let record: (string | null)[] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  while (field.lastIndex < text.length) {
    const match = field.exec(text);
    if (!match) throw new Error(`Not RFC 4180: ${JSON.stringify(text)}`);
    const [, quoted, bare, end] = match;
    record.push(quoted === undefined ? bare || null : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    records.push(record);
    record = [];
  }
  return records;
}

it('has another delimiter, and no header, where that is asked for', () => {
  const settings = { style: plainStyle, delimiter: ';', hideHeaders: true };
  expect(formatted('csv', imageColumns, [{ name: 'a;b', size: 1, tags: null }], settings)).toBe('"a;b";1;\r\n');
});
