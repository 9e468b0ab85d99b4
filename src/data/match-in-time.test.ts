import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesInTime } from './match-in-time.ts';

const endless = [
  ['^(a+)+$', `${'a'.repeat(50)}!`],
  ['^(a|a)*$', `${'a'.repeat(50)}!`],
  ['^(a|aa)+$', `${'a'.repeat(60)}!`],
  ['^a*a*a*a*a*a*b$', 'a'.repeat(4000)],
  ['^((?:a?){3,}b?){2,}$', `${'a'.repeat(60)}!`],
] as const;
/** Patterns of the kinds that AWS's models have. */
const usual = [
  '^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$',
  '^arn:aws[^:]*:imagebuilder:[^:]+:(?:[0-9]{12}|aws(?:-[a-z-]+)?):image/[a-z0-9-_]+/[0-9]+\\.[0-9]+\\.[0-9]+$',
  '^[\\w+=,.@-]{1,64}$',
  '^(?:(?!aws:)[\\s\\S])*$',
  '^\\p{L}+\\.?$',
];

describe('matchesInTime', () => {
  it.each(endless)('ends where JavaScript would go on: %s', (source, text) => {
    expect(matchesInTime(new RegExp(source, 'u'), text)).toBeUndefined();
  });

  it('says what the expression says', () => {
    const letters = fc.constantFrom(...'ab-1:/. arn:aws:imagebuilder:é');
    const text = fc.oneof(
      fc.string({ unit: letters, maxLength: 30 }),
      fc.constant('arn:aws:imagebuilder:us-east-1:123456789012:image/golden/1.2.3'),
    );
    fc.assert(
      fc.property(fc.constantFrom(...usual), text, (source, one) => {
        const expression = new RegExp(source, 'u');
        expect(matchesInTime(expression, one)).toBe(expression.test(one));
      }),
    );
  });

  it('goes on with the next text after one that did not end', () => {
    const expression = /^(a+)+$/u;
    expect(matchesInTime(expression, `${'a'.repeat(50)}!`)).toBeUndefined();
    expect(matchesInTime(expression, 'aaa')).toBe(true);
    expect(matchesInTime(expression, 'aab')).toBe(false);
  });
});
