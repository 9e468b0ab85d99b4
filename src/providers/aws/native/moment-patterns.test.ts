import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filterForm, wildcardMatcher } from '../../../data/wildcard-matcher.ts';
import { momentPatterns } from './moment-patterns.ts';

const moment = fc
  .oneof(
    fc.integer({ min: Date.parse('2025-12-30T00:00:00Z'), max: Date.parse('2027-02-02T00:00:00Z') }),
    fc.integer({ min: Date.parse('0000-01-01T00:00:00Z'), max: Date.parse('9999-12-31T23:59:59.999Z') }),
    fc.constantFrom(...['2026-01-01T00:00:00Z', '2026-12-31T23:59:59.999Z', '2026-03-01T00:00:00Z'].map(Date.parse)),
  )
  .map((milliseconds) => new Date(milliseconds).toISOString());

describe('momentPatterns', () => {
  it.each([
    ['2026-11-01T00:00:00.000Z', '2026-12-01T00:00:00.000Z', ['2026-11*', '2026-12-01T00:00*']],
    ['2026-01-01T00:00:00Z', '2026-12-31T23:59:59.999Z', ['2026*']],
    ['2026-11-02T00:00:00Z', '2026-11-02T23:59:59Z', ['2026-11-02*']],
    ['2026-11-02T01:00:00+01:00', '2026-11-02T00:00:30Z', ['2026-11-02T00:00*']],
    ['2026-12-30T00:00:00Z', '2026-12-31T23:59:59Z', ['2026-12-3*']],
    ['8000-01-01T00:00:00Z', null, ['8*', '9*']],
    [null, '1999-12-31T23:59:59Z', ['0*', '1*']],
    [null, null, undefined],
    ['2026-11-02T00:00:00Z', '2026-11-01T00:00:00Z', undefined],
    ['+012026-01-01T00:00:00.000Z', null, undefined],
    ['soon', null, undefined],
  ])('from %s to %s: %j', (from, to, patterns) => {
    expect(momentPatterns(from, to)).toEqual(patterns);
  });

  it('matches each moment of the range, its ends too, with few patterns', () => {
    fc.assert(
      fc.property(fc.tuple(moment, moment, moment), fc.boolean(), fc.boolean(), (moments, isOpen, isEndless) => {
        const [first = '', between = '', last = ''] = moments.toSorted();
        const patterns = momentPatterns(isOpen ? null : first, isEndless ? null : last) ?? ['*'];
        expect(patterns.length).toBeLessThanOrEqual(60);
        for (const text of [first, between, last])
          expect(patterns.some((pattern) => wildcardMatcher(pattern, filterForm)(text))).toBe(true);
      }),
    );
  });

  it('leaves out what is a day or more outside of a range', () => {
    fc.assert(
      fc.property(
        moment,
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 1, max: 4000 }),
        (start, days, further) => {
          const day = 86_400_000;
          const begin = Date.parse(start);
          const [from, to] = [new Date(begin), new Date(begin + days * day)].map((date) => date.toISOString());
          const outside = [begin - (further + 1) * day, begin + (days + further + 1) * day].map((own) =>
            new Date(own).toISOString(),
          );
          const patterns = momentPatterns(from ?? '', to ?? '');
          fc.pre(patterns !== undefined);
          for (const text of outside)
            expect(patterns.some((pattern) => wildcardMatcher(pattern, filterForm)(text))).toBe(false);
        },
      ),
    );
  });
});
