import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Engine } from '../engine/engine.ts';
import { allowedValues, mayMatch, type Predicate, rowMayMatch } from './predicate.ts';

describe('mayMatch', () => {
  it.each<[Parameters<typeof mayMatch>[0], Parameters<typeof mayMatch>[1], boolean]>([
    [{ operator: 'equals', values: ['a', 'b'] }, 'b', true],
    [{ operator: 'equals', values: ['a'] }, 'A', false],
    [{ operator: 'equals', values: [1] }, '1', true],
    [{ operator: 'equals', values: ['a'] }, null, false],
    [{ operator: 'equals', values: [] }, 'a', false],
    [{ operator: 'prefix', values: ['ab'] }, 'abc', true],
    [{ operator: 'prefix', values: ['ab'] }, 'cab', false],
    [{ operator: 'contains', values: ['b'] }, 'abc', true],
    [{ operator: 'wildcard', values: ['golden-%-x86-%'] }, 'golden-web-x86-1', true],
    [{ operator: 'contains', values: ['x'] }, 'abc', false],
    [{ operator: 'wildcard', values: ['a_c%'] }, 'abcd', true],
    [{ operator: 'alike', values: ['golden-%'] }, 'GOLDEN-web', true],
    [{ operator: 'alike', values: ['é%'] }, 'É', false],
    [{ operator: 'range', values: ['b', null] }, 'a', false],
    [{ operator: 'range', values: [null, 3] }, 4, false],
    [{ operator: 'range', values: [2, 3] }, 3, true],
    [{ operator: 'range', values: ['2026-01-01T00:00:00.000Z', null] }, '2025-12-31T23:59:59Z', true],
  ])('%j of %j: %s', (condition, value, expected) => {
    expect(mayMatch(condition, value)).toBe(expected);
  });
});

describe('against DuckDB', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await Engine.open(undefined);
  });
  afterAll(() => engine.close());
  const text = fc.stringMatching(/^[ab%_.*()[\]^/\\é\u{1F600}-]{0,4}$/u);

  it('a LIKE pattern matches what LIKE matches', async () => {
    await fc.assert(
      fc.asyncProperty(text, text, async (value, pattern) => {
        const { rows } = await engine.query('SELECT $1 LIKE $2 AS matches', [value, pattern]);
        expect(mayMatch({ operator: 'wildcard', values: [pattern] }, value)).toBe(rows[0]?.matches);
      }),
      { numRuns: 300 },
    );
  });

  it('a range never leaves out what DuckDB lets in', async () => {
    await fc.assert(
      fc.asyncProperty(text, text, async (value, bound) => {
        const { rows } = await engine.query('SELECT $1::VARCHAR >= $2::VARCHAR AS above', [value, bound]);
        if (rows[0]?.above === true) expect(mayMatch({ operator: 'range', values: [bound, null] }, value)).toBe(true);
      }),
      { seed: 20261121, numRuns: 100 },
    );
  });
});

describe('allowedValues', () => {
  const name = (values: readonly string[]): Predicate => ({ column: 'name', operator: 'equals', values });
  it('is what all equalities allow', () => {
    expect(allowedValues([name(['a', 'b', 'b']), name(['b', 'c'])], 'name')).toEqual(['b']);
    expect(allowedValues([name(['ab', 'c']), { column: 'name', operator: 'prefix', values: ['a'] }], 'name')).toEqual([
      'ab',
    ]);
    expect(allowedValues([name(['a'])], 'other')).toBeUndefined();
    expect(allowedValues([{ ...name(['a']), key: 'k' }], 'name')).toBeUndefined();
  });
});

describe('rowMayMatch', () => {
  const env: Predicate = { column: 'tags', key: 'env', operator: 'equals', values: ['prod'] };
  it.each([
    [{ tags: { env: 'prod' } }, true],
    [{ tags: { env: 'dev' } }, false],
    [{ tags: {} }, false],
    [{ tags: null }, false],
    [{ tags: [{ Key: 'env' }] }, true],
    [{ other: 1 }, true],
    [{ tags: { env: { nested: true } } }, true],
  ])('%j: %s', (row, expected) => {
    expect(rowMayMatch([env], row)).toBe(expected);
  });

  it.each([
    ['2026-02-01T00:00:00Z', true, true],
    ['2026-02-01T01:00:00+01:00', true, true],
    ['2026-02-01T00:00:00.001Z', false, true],
    ['2026-01-31T23:59:59Z', false, false],
    ['not a moment', true, true],
    [null, false, false],
  ])('the moment %s: equal %s, from then on %s', (made, equal, later) => {
    const bound = '2026-02-01T00:00:00.000Z';
    const moment = { column: 'made', isMoment: true } as const;
    expect(rowMayMatch([{ ...moment, operator: 'equals', values: [bound] }], { made })).toBe(equal);
    expect(rowMayMatch([{ ...moment, operator: 'range', values: [bound, null] }], { made })).toBe(later);
  });
});
