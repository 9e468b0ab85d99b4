import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graphemesOf } from '../../terminal/output/display-width.ts';
import {
  type Buffer,
  bufferOf,
  columnOf,
  deleteTo,
  insert,
  moveLeft,
  moveLine,
  moveRight,
  moveTo,
  moveToLineEnd,
  moveToLineStart,
  moveWordLeft,
  moveWordRight,
  transpose,
} from './buffer.ts';

/** `a|b`: the cursor stands where the bar does. */
const at = (marked: string): Buffer => ({ text: marked.replace('|', ''), cursor: marked.indexOf('|') });
const shown = ({ text, cursor }: Buffer): string => `${text.slice(0, cursor)}|${text.slice(cursor)}`;

describe('a buffer', () => {
  it.each<[string, (buffer: Buffer) => Buffer, string, string]>([
    ['inserts at the cursor', (buffer) => insert(buffer, 'xy'), 'a|b', 'axy|b'],
    ['goes left over a whole emoji', moveLeft, 'a👨‍👩‍👧|b', 'a|👨‍👩‍👧b'],
    ['goes right over a letter and its mark', moveRight, '|e\u0301x', 'e\u0301|x'],
    ['goes left over a line break', moveLeft, 'a\n|b', 'a|\nb'],
    ['goes right over a line break', moveRight, 'a|\nb', 'a\n|b'],
    ['stays at the start', moveLeft, '|ab', '|ab'],
    ['stays at the end', moveRight, 'ab|', 'ab|'],
    ['goes a word left', moveWordLeft, 'from aws.ec2.images |', 'from aws.ec2.|images '],
    ['goes a word right', moveWordRight, 'from| aws.ec2', 'from aws|.ec2'],
    ['goes over words of other scripts', moveWordLeft, "x = 'データ 名|", "x = 'データ |名"],
    ['goes to the start of a line', moveToLineStart, 'ab\ncd|e', 'ab\n|cde'],
    ['goes to the end of a line', moveToLineEnd, 'a|b\ncde', 'ab|\ncde'],
    ['changes the places of two letters', transpose, 'ab|c', 'acb|'],
    ['changes the last two at the end', transpose, 'abc|', 'acb|'],
    ['changes no letter with a line break', transpose, 'a\n|b', 'a\n|b'],
  ])('%s', (_, change, before, after) => {
    expect(shown(change(at(before)))).toBe(after);
  });

  it('goes up and down at the same character, and to the end of shorter lines', () => {
    const below = moveLine(at('sele|ct\nab\nfrom x'), 1, 4);
    expect(below && shown(below)).toBe('select\nab|\nfrom x');
    const further = below && moveLine(below, 1, 4);
    expect(further && shown(further)).toBe('select\nab\nfrom| x');
    expect(moveLine(at('a|b'), 1, 1)).toBeUndefined();
    expect(moveLine(at('a|b'), -1, 1)).toBeUndefined();
    expect(columnOf(at('x\n👍é|'))).toBe(2);
  });

  it('gives what was deleted', () => {
    const { buffer, deleted } = deleteTo(at('select |name'), 0);
    expect([shown(buffer), deleted]).toEqual(['|name', 'select ']);
  });

  it('never stands inside of a character, whatever is done to it', () => {
    const step = fc.oneof(
      fc.constantFrom(moveLeft, moveRight, moveWordLeft, moveWordRight, moveToLineStart, moveToLineEnd, transpose),
      fc
        .string({
          unit: fc.constantFrom('a', ' ', '\n', 'é', '\u0301', '👍', '\u200d', '👩', '🏽', 'デ'),
          maxLength: 4,
        })
        .map((text) => (buffer: Buffer) => insert(buffer, text)),
      fc.nat(60).map((place) => (buffer: Buffer) => deleteTo(buffer, moveTo(buffer, place).cursor).buffer),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let buffer = bufferOf('');
        for (const change of steps) {
          buffer = change(buffer);
          const { text, cursor } = buffer;
          const start = text.lastIndexOf('\n', cursor - 1) + 1;
          const boundaries = [start];
          for (const grapheme of graphemesOf(text.slice(cursor === 0 ? 0 : start).split('\n')[0] ?? ''))
            boundaries.push((boundaries.at(-1) ?? 0) + grapheme.length);
          if (cursor > 0) expect(boundaries).toContain(cursor);
        }
      }),
      { numRuns: 200 },
    );
  });
});
