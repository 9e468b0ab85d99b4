import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatted, imageColumns, imageRows, textResults } from './output-fixtures.ts';

it('writes a GitHub table with numbers to the right', () => {
  expect(formatted('markdown', imageColumns, imageRows)).toBe(
    '| name | size | tags |\n| --- | ---: | --- |\n| web | 8 | {"team":"a"} |\n| データ | 1024 | NULL |\n',
  );
});

it.each([
  ['a|b', 'a\\|b'],
  ['a\\|b', 'a\\\\\\|b'],
  ['image_id', 'image_id'],
  ['_private', '\\_private'],
  ['arn:*:*', 'arn:\\*:\\*'],
  ['<b>&', '&lt;b>&amp;'],
  ['one\ntwo', 'one<br>two'],
])('shows %j as it is', (text, written) => {
  expect(formatted('markdown', [{ name: 'a', type: 'VARCHAR' }], [{ a: text }])).toContain(`| ${written} |\n`);
});

it('keeps every row in its line and every cell in its column, whatever the cells hold', () => {
  fc.assert(
    fc.property(textResults, ({ columns, rows }) => {
      const lines = formatted('markdown', columns, rows).split('\n');
      expect(lines).toHaveLength(rows.length + 3);
      for (const line of lines.slice(0, -1)) {
        const separators = line.replace(/\\[\s\S]/g, '').match(/\|/g);
        expect(separators).toHaveLength(columns.length + 1);
      }
    }),
    { seed: 5 },
  );
});
