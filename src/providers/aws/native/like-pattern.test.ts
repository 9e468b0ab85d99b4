import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { literalPrefix, literalWithin, type TextOperator, wildcardPattern } from './like-pattern.ts';

/** LIKE by its definition: `%` any text, `_` one character, everything else itself. */
function like(text: string, pattern: string): boolean {
  if (pattern === '') return text === '';
  const [head = '', rest] = [pattern.charAt(0), pattern.slice(1)];
  if (head === '%') return like(text, rest) || (text !== '' && like(text.slice(1), pattern));
  if (text === '') return false;
  return (head === '_' || head === text.charAt(0)) && like(text.slice(1), rest);
}

/** EC2's wildcards by their documentation, at their narrowest: `*` any text, `?` exactly one character, `\` takes the next as it is. */
function matchesEc2(text: string, pattern: string): boolean {
  if (pattern === '') return text === '';
  const head = pattern.charAt(0);
  if (head === '*') return matchesEc2(text, pattern.slice(1)) || (text !== '' && matchesEc2(text.slice(1), pattern));
  if (text === '') return false;
  if (head === '?') return matchesEc2(text.slice(1), pattern.slice(1));
  const literal = head === '\\' ? pattern.charAt(1) : head;
  return literal === text.charAt(0) && matchesEc2(text.slice(1), pattern.slice(head === '\\' ? 2 : 1));
}

function accepts(operator: TextOperator, text: string, value: string): boolean {
  if (operator === 'equals') return text === value;
  if (operator === 'prefix') return text.startsWith(value);
  return operator === 'contains' ? text.includes(value) : like(text, value);
}

const tricky = (size: number) =>
  fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', '\\', '%', '_', '[', '.'), maxLength: size });

describe('wildcardPattern', () => {
  it.each([
    ['equals', 'a*b', 'a\\*b'],
    ['prefix', 'al2023-', 'al2023-*'],
    ['contains', '50%', '*50%*'],
    ['wildcard', 'al_-%', 'al?-*'],
    ['wildcard', 'a\\b?%', 'a\\\\b\\?*'],
  ] as const)('%s %s is %s', (operator, value, pattern) => expect(wildcardPattern(operator, value)).toBe(pattern));

  it('matches exactly what the operator matches', () => {
    const operators = fc.constantFrom<TextOperator>('equals', 'prefix', 'contains', 'wildcard');
    fc.assert(
      fc.property(operators, tricky(7), tricky(7), (operator, text, value) => {
        expect(matchesEc2(text, wildcardPattern(operator, value))).toBe(accepts(operator, text, value));
      }),
      { seed: 7, numRuns: 3000 },
    );
  });

  it('accepts a text made from the pattern itself', () => {
    const filled = fc.tuple(tricky(8), fc.array(tricky(3), { maxLength: 8 })).map(([pattern, fillings]) => {
      let next = 0;
      const text = pattern.replace(/[%_]/g, (wildcard) =>
        wildcard === '_' ? 'x' : (fillings[next++ % Math.max(1, fillings.length)] ?? ''),
      );
      return { pattern, text };
    });
    fc.assert(
      fc.property(filled, ({ pattern, text }) => {
        expect(matchesEc2(text, wildcardPattern('wildcard', pattern))).toBe(true);
        expect(text.includes(literalWithin(pattern))).toBe(true);
        expect(text.startsWith(literalPrefix(pattern))).toBe(true);
      }),
      { seed: 11, numRuns: 2000 },
    );
  });
});
