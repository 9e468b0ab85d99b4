import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatTimestamp, parseTimestamp } from './timestamps.ts';
import { WireError } from './wire-error.ts';

const dates = fc.date({
  min: new Date('1900-01-01T00:00:00Z'),
  max: new Date('2200-01-01T00:00:00Z'),
  noInvalidDate: true,
});

describe('timestamps', () => {
  it.each(['iso8601', 'unixTimestamp', 'rfc822'] as const)('survive %s', (format) => {
    const settings = { seed: 20260131 };
    fc.assert(
      fc.property(dates, (date) => {
        // RFC 822 has no fractions of a second.
        if (format === 'rfc822') date.setUTCMilliseconds(0);
        expect(parseTimestamp(formatTimestamp(date.toISOString(), format))).toBe(date.toISOString());
      }),
      settings,
    );
  });

  it.each([
    [1769854830.4504, '2026-01-31T10:20:30.450Z'],
    ['1769854830', '2026-01-31T10:20:30.000Z'],
    ['2026-01-31T10:20:30Z', '2026-01-31T10:20:30.000Z'],
    ['2026-01-31T10:20:30.4567891Z', '2026-01-31T10:20:30.456Z'],
    ['2026-01-31T10:20:30+0530', '2026-01-31T04:50:30.000Z'],
    ['Sat, 31 Jan 2026 10:20:30 GMT', '2026-01-31T10:20:30.000Z'],
  ])('reads %s', (given, expected) => {
    expect(parseTimestamp(given)).toBe(expected);
  });

  it.each(['', 'today', '2026-01-31', '2026-02-01T25:00:00.000Z', Number.NaN, Number.POSITIVE_INFINITY, 1e20])(
    'refuses %s',
    (given) => {
      expect(() => parseTimestamp(given)).toThrow(WireError);
    },
  );

  it('refuses to write what is none', () => {
    expect(() => formatTimestamp('today', 'iso8601')).toThrow(WireError);
  });
});
