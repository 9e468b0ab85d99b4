import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textOfPattern } from './text-of-pattern.ts';

const leaf = fc.constantFrom(
  ...[
    'a',
    '0',
    '-',
    ':',
    '\\.',
    '\\d',
    '\\w',
    '\\s',
    '.',
    '[a-z]',
    '[^a-z]',
    '[A-Z0-9_-]',
    '[\\w+=,.@-]',
    '\\u0041',
    '\\/',
  ],
);
const quantifier = fc.constantFrom('', '', '?', '*', '+', '{2}', '{1,3}', '{2,}', '+?');
const sequence = (piece: fc.Arbitrary<string>) =>
  fc
    .tuple(fc.array(fc.tuple(piece, quantifier), { minLength: 1, maxLength: 3 }), fc.constantFrom('', '|x'))
    .map(([pieces, alternative]) => pieces.map((own) => own.join('')).join('') + alternative);
const group = fc.tuple(fc.constantFrom('(', '(?:'), sequence(leaf)).map(([open, inner]) => `${open}${inner})`);
const pattern = sequence(fc.oneof(leaf, group));

describe('textOfPattern', () => {
  it('writes a text that the pattern matches', () => {
    fc.assert(
      fc.property(pattern, fc.integer({ min: 0, max: 3 }), (source, extra) => {
        expect(textOfPattern(source, extra)).toMatch(new RegExp(`^(?:${source})$`, 'su'));
      }),
      { numRuns: 500, seed: 4 },
    );
  });

  it('writes another one of them with other choices', () => {
    fc.assert(
      fc.property(pattern, fc.infiniteStream(fc.nat()), (source, choices) => {
        const pick = (count: number) => Number(choices.next().value) % count;
        expect(textOfPattern(source, 1, pick)).toMatch(new RegExp(`^(?:${source})$`, 'su'));
      }),
      { numRuns: 500, seed: 5 },
    );
  });

  it.each([
    ['^arn:aws[^:]*:iam::\\d{12}:role/[\\w+=,.@-]{1,64}$', 'arn:aws:iam::111111111111:role/a'],
    ['^(?<partition>aws|aws-cn)$', 'aws'],
    ['[\\p{L}\\p{N}]{3}', 'aaa'],
    ['(?!x)[a-z]', 'a'],
    ['\\x41\\t', 'A\t'],
  ])('%s', (source, text) => {
    expect(textOfPattern(source)).toBe(text);
  });

  it.each(['(a)\\1', '[z', '(a', 'a)', '(((a{99}){99}){99}){99}'])('says nothing of %s', (source) => {
    expect(textOfPattern(source)).toBeUndefined();
  });
});
