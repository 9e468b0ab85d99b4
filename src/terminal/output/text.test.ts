import { expect, it } from 'vitest';
import { plainStyle } from '../style.ts';
import { formatted, imageColumns, imageRows } from './output-fixtures.ts';

it('writes cells as they are, and JSON on lines of its own where it is asked for', () => {
  expect(formatted('text', imageColumns, imageRows)).toBe('name\tsize\ttags\nweb\t8\t{"team":"a"}\nデータ\t1024\t\n');
  expect(formatted('pptext', imageColumns, imageRows, { style: plainStyle, hideHeaders: true, delimiter: '|' })).toBe(
    'web|8|{\n  "team": "a"\n}\nデータ|1024|\n',
  );
});

it('makes control characters visible on a screen alone', () => {
  const rows = [{ a: '\u001b[2J' }];
  const columns = [{ name: 'a', type: 'VARCHAR' }];
  expect(formatted('text', columns, rows)).toContain('\u001b');
  expect(formatted('text', columns, rows, { style: plainStyle, screenWidth: 80 })).toBe('a\n\\x1b[2J\n');
});
