import fc from 'fast-check';
import { expect, it } from 'vitest';
import { positionAt } from '../errors/position-at.ts';
import { markedLines } from './marked-lines.ts';
import { displayWidth } from './output/display-width.ts';

it.each<[string, number, number, readonly string[]]>([
  ['SELECT nme', 7, 80, ['SELECT nme', '       ^']],
  ["WHERE 'データ' = nam", 14, 80, ["WHERE 'データ' = nam", '                 ^']],
  ['\tSELECT nme', 8, 80, [' SELECT nme', '        ^']],
  ['SELECT a, b, nme, c, d, e FROM somewhere', 13, 20, ['…CT a, b, nme, c, d…', '          ^']],
  ['SELECT a, b, c, d, e FROM somewhere WHERE nme', 42, 20, ['…somewhere WHERE nme', '                 ^']],
  ['SELECT 1', 8, 20, ['SELECT 1', '        ^']],
])('%j at %i in %i cells', (text, offset, width, lines) => {
  expect(markedLines(positionAt(text, offset).excerpt, width)).toEqual(lines);
});

it('always fits, and marks the character', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', ' ', 'デ', '👍', '\u202e', '\t'), minLength: 1, maxLength: 60 }),
      fc.nat(),
      fc.integer({ min: 12, max: 60 }),
      (text, at, width) => {
        const characters = [...text];
        const index = at % characters.length;
        const offset = characters.slice(0, index).join('').length;
        const [line = '', mark = ''] = markedLines(positionAt(text, offset).excerpt, width);
        expect(displayWidth(line)).toBeLessThanOrEqual(width);
        expect(mark.length).toBeLessThanOrEqual(width);
        let cells = mark.length - 1;
        const marked = [...line].find((character) => {
          if (cells <= 0) return true;
          cells -= displayWidth(character);
          return false;
        });
        const shownAs = characters[index] === '\t' ? ' ' : characters[index] === '\u202e' ? '\\' : characters[index];
        expect([shownAs, '…']).toContain(marked);
      },
    ),
    { numRuns: 100 },
  );
});
