import { describe, expect, it } from 'vitest';
import type { Value } from '../../data/value.ts';
import { plainStyle } from '../style.ts';
import { displayWidth } from './display-width.ts';
import { formatted } from './output-fixtures.ts';

function drawn(
  type: string,
  rows: readonly (readonly [Value, Value])[],
  more: { screenWidth?: number; ascii?: boolean } = {},
) {
  const columns = [
    { name: 'what', type },
    { name: 'n', type: 'BIGINT' },
  ];
  return formatted(
    'chart',
    columns,
    rows.map(([what, n]) => ({ what, n })),
    { style: plainStyle, screenWidth: 40, ...more },
  );
}

describe('bars', () => {
  it('are as long as their numbers, to an eighth of a cell', () => {
    expect(
      drawn('VARCHAR', [
        ['x86_64', 20],
        ['arm64', 5],
        ['none', 0],
        [null, null],
      ]),
    ).toBe('x86_64 │██████████████████████████ 20\narm64  │██████▌ 5\nnone   │ 0\nNULL   │ NULL\n');
  });

  it('go to the left below zero', () => {
    expect(
      drawn(
        'VARCHAR',
        [
          ['a', 10],
          ['b', -10],
        ],
        { screenWidth: 24 },
      ),
    ).toBe('a         │████████ 10\nb ████████│ -10\n');
  });

  it('are drawn in ASCII where there is no more, and fit any screen', () => {
    const rows: [string, number][] = [
      ['データ'.repeat(20), 1],
      ['b', 1_234_567.5],
    ];
    for (const screenWidth of [40, 81, 200]) {
      const lines = drawn('VARCHAR', rows, { screenWidth }).trimEnd().split('\n');
      expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(screenWidth);
    }
    const ascii = drawn(
      'VARCHAR',
      [
        ['a long label that is cut', 3],
        ['b', 1],
      ],
      { ascii: true },
    );
    expect(ascii).toBe('a long lab... |###################### 3\nb             |####### 1\n');
  });

  it('end after a thousand, and say how many more there are', () => {
    const text = drawn(
      'INTEGER',
      Array.from({ length: 1_500 }, (_, at) => [at, at] as const),
    );
    expect(text.split('\n')).toHaveLength(1_002);
    expect(text).toContain('… and 500 more\n');
  });
});

describe('a line over time', () => {
  it('has the numbers beside it and the times below', () => {
    const text = drawn(
      'DATE',
      [
        ['2026-01-01', 0],
        ['2026-01-02', 50],
        ['2026-01-03', 100],
      ],
      { screenWidth: 30 },
    );
    const lines = text.split('\n');
    expect(lines[0]).toBe('n');
    expect(lines[1]).toBe(`100 │${' '.repeat(23)}█`);
    expect(lines[10]).toMatch(/^ {2}0 │▁ +█ +█$/);
    expect(lines[11]).toBe(`    └${'─'.repeat(24)}`);
    expect(lines[12]).toBe('     2026-01-01    2026-01-03');
  });

  it('takes the mean of what falls into one column, and no order of rows', () => {
    const day = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * 3_600_000).toISOString();
    const rows = Array.from({ length: 2_000 }, (_, n) => [day(n), n % 2 === 0 ? 0 : 8] as const);
    const text = drawn('TIMESTAMP WITH TIME ZONE', rows.reverse(), { ascii: true, screenWidth: 30 });
    const body = text
      .split('\n')
      .slice(1, 11)
      .map((line) => line.slice(line.indexOf('|') + 1));
    // Each column is the mean of many: half as high as the highest.
    expect(body.slice(0, 4).join('')).toBe('');
    expect(body.slice(6).every((line) => /^#+$/.test(line))).toBe(true);
  });

  it('is one column of one moment, and says when there is nothing', () => {
    expect(drawn('DATE', [['2026-01-01', 5]])).toContain('2026-01-01\n');
    expect(drawn('DATE', [[null, 5]])).toBe('n: nothing but NULL\n');
    expect(drawn('DATE', [])).toBe('what, n: no rows\n');
  });
});

it('says what a chart needs', () => {
  const columns = [{ name: 'a', type: 'VARCHAR' }];
  expect(() => formatted('chart', columns, [])).toThrow(expect.objectContaining({ code: 'INVALID_OPTION' }));
});
