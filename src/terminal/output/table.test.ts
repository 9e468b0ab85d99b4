import { expect, it } from 'vitest';
import { plainStyle } from '../style.ts';
import { createFormatter } from './create-formatter.ts';
import { displayWidth } from './display-width.ts';
import { formatted, imageColumns, imageRows } from './output-fixtures.ts';

it('aligns text to the left, numbers to the right and wide characters by their width', () => {
  expect(formatted('table', imageColumns, imageRows)).toBe(
    [
      'name   │ size │ tags',
      '───────┼──────┼─────────────',
      'web    │    8 │ {"team":"a"}',
      'データ │ 1024 │ NULL',
      '',
    ].join('\n'),
  );
});

it('shows the header of a result without rows', () => {
  expect(formatted('table', [{ name: 'name', type: 'VARCHAR' }], [])).toBe('name\n────\n');
});

it('gives cells several lines where the line would not fit a screen, cuts JSON there, and nothing elsewhere', () => {
  const columns = [
    { name: 'id', type: 'VARCHAR' },
    { name: 'about', type: 'VARCHAR' },
    { name: 'document', type: 'JSON' },
  ];
  const rows = [{ id: 'ami-1', about: 'What is said of it in words', document: { key: 'x'.repeat(100) } }];
  const screen = formatted('table', columns, rows, { style: plainStyle, screenWidth: 40 }).split('\n');
  expect(Math.max(...screen.map(displayWidth))).toBe(40);
  expect(screen.slice(2)).toEqual(['ami-1 │ What is said of │ {"key":"xxxxx…', '      │ it in words     │ ', '']);
  expect(formatted('table', columns, rows)).toContain('x'.repeat(100));
});

it('writes rows of more columns than fit a screen a line a column, and a result without rows as its header', () => {
  const columns = Array.from({ length: 12 }, (_, index) => ({ name: `column_${index}`, type: 'VARCHAR' }));
  const row = Object.fromEntries(columns.map(({ name }) => [name, `${name}-value`]));
  const settings = { style: plainStyle, screenWidth: 80 };
  const lines = formatted('table', columns, [row], settings).split('\n');
  expect(lines).toHaveLength(14);
  expect(lines[3]).toBe('column_2  │ column_2-value');
  expect(formatted('table', columns, [row, row], settings)).toBe(formatted('line', columns, [row, row], settings));
  expect(formatted('table', columns, [row])).toContain('column_0       │ column_1 ');
  expect(formatted('table', columns.slice(0, 8), [row], settings)).toMatch(/^column_0/);
  expect(formatted('table', columns, [], settings)).toMatch(/^colum[n_]* │ /);
});

it('shows an ARN whole', () => {
  const columns = [{ name: 'arn', type: 'VARCHAR' }];
  const rows = [{ arn: 'arn:aws:sagemaker:us-east-1:123456789012:image/notebook' }];
  const [, , ...lines] = formatted('table', columns, rows, { style: plainStyle, screenWidth: 20 }).split('\n');
  expect(lines.join('')).toBe(rows[0]?.arn);
  expect(lines).toHaveLength(4);
});

it('makes control characters visible', () => {
  expect(formatted('table', [{ name: 'a', type: 'VARCHAR' }], [{ a: 'x\u001b[2J\ny' }])).toContain('x\\x1b[2J\\ny');
});

it('streams once the widths are known', () => {
  const formatter = createFormatter('table', { style: plainStyle });
  formatter.begin([{ name: 'n', type: 'BIGINT' }]);
  const texts = Array.from({ length: 201 }, (_, n) => formatter.row([n]));
  expect(texts.slice(0, 199).join('')).toBe('');
  expect(texts[199]?.split('\n')).toHaveLength(203);
  expect(texts[200]).toBe('200\n');
  expect(formatter.end()).toBe('');
});

it('cuts what would take more than ten lines of a screen, and nothing in a pipe', () => {
  const rows = [{ name: 'x'.repeat(500), n: 1 }];
  const columns = [
    { name: 'name', type: 'VARCHAR' },
    { name: 'n', type: 'INTEGER' },
  ];
  const lines = formatted('table', columns, rows, { style: plainStyle, screenWidth: 24 }).trimEnd().split('\n');
  expect(lines).toHaveLength(12);
  expect(lines.at(-1)).toBe(`${'x'.repeat(19)}… │`);
  expect(Math.max(...lines.map((line) => line.length))).toBe(24);
  expect(formatted('table', columns, rows)).toContain('x'.repeat(500));
});
