import { expect, it } from 'vitest';
import { formatted, imageColumns, imageRows } from './output-fixtures.ts';

it('writes a line a column under the number of the row', () => {
  expect(formatted('line', imageColumns, imageRows)).toBe(
    [
      '─[ RECORD 1 ]',
      'name │ web',
      'size │ 8',
      'tags │ {"team":"a"}',
      '─[ RECORD 2 ]',
      'name │ データ',
      'size │ 1024',
      'tags │ NULL',
      '',
    ].join('\n'),
  );
});
