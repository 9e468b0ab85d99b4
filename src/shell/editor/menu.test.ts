import { describe, expect, it } from 'vitest';
import type { Completion } from '../../completion/completion.ts';
import { plainStyle } from '../../terminal/style.ts';
import { applyKey } from './apply-key.ts';
import { editorState, undone } from './editor-state.ts';
import { menuRows, offered } from './menu.ts';

const completion = (from: number, to: number, ...texts: readonly string[]): Completion => ({
  from,
  to,
  suggestions: texts.map((text) => ({ text, kind: 'column', detail: 'VARCHAR' })),
});
const at = (marked: string) => editorState({ text: marked.replace('|', ''), cursor: marked.indexOf('|') });
const text = ({ buffer }: ReturnType<typeof at>) =>
  `${buffer.text.slice(0, buffer.cursor)}|${buffer.text.slice(buffer.cursor)}`;
const images = completion(7, 9, 'image_id', 'image_type', 'source_image');
const press = (state: ReturnType<typeof at>, ...names: readonly string[]) =>
  names.reduce((last, name) => {
    const shift = name.startsWith('S-');
    const key = name.length === 1 ? { sequence: name } : { name: name.replace('S-', ''), shift, sequence: '\u001b[' };
    return applyKey(last, key, ['older']).state;
  }, state);

describe('Tab', () => {
  it('writes the only suggestion', () => {
    const state = offered(at('select im| from x'), completion(7, 9, 'image_id'), 'tab');
    expect([text(state), state.menu]).toEqual(['select image_id| from x', undefined]);
  });

  it('writes what those that begin so have in common, then one after the other', () => {
    const first = offered(at('select im| from x'), images, 'tab');
    expect(text(first)).toBe('select image_| from x');
    expect(text(press(first, 'tab'))).toBe('select image_id| from x');
    expect(text(press(first, 'tab', 'tab', 'tab'))).toBe('select source_image| from x');
    expect(text(press(first, 'tab', 'tab', 'tab', 'tab'))).toBe('select image_id| from x');
    expect(text(press(first, 'tab', 'S-tab'))).toBe('select source_image| from x');
    expect(text(press(first, 'tab', 'down', 'up'))).toBe('select image_id| from x');
  });

  it('takes the word behind the cursor too', () => {
    const state = offered(at('select im|xx'), completion(7, 11, 'image_id'), 'tab');
    expect(text(state)).toBe('select image_id|');
  });

  it('is taken back at once', () => {
    const state = press(offered(at('select im|'), images, 'tab'), 'tab', 'tab', 'tab');
    expect(text(undone(undone(state)))).toBe('select im|');
  });
});

describe('a menu', () => {
  const shown = offered(at('select im|'), images, 'typing');

  it('is shown as one types, without changing anything, and goes with the next key', () => {
    expect(text(shown)).toBe('select im|');
    expect(shown.menu?.selected).toBeUndefined();
    expect(press(shown, 'x')).toMatchObject({ buffer: { text: 'select imx' }, menu: undefined });
    expect(text(press(shown, 'tab'))).toBe('select image_|');
    // Nothing is selected: Up is the history, and Enter is Enter.
    expect(text(press(shown, 'up'))).toBe('older|');
    expect(text(press(shown, 'return'))).toBe('select im\n|');
  });

  it('is not shown where nothing is begun, or where nothing is new', () => {
    expect(offered(at('select |'), completion(7, 7, 'a', 'b'), 'typing').menu).toBeUndefined();
    expect(offered(at('select a|'), completion(7, 8, 'a'), 'typing').menu).toBeUndefined();
    expect(offered(at('select a.|'), completion(9, 9, 'b'), 'typing').menu).toBeDefined();
  });

  it('keeps what is selected at Enter and other keys, and lets go of it at Esc', () => {
    const selected = press(shown, 'tab', 'tab');
    expect(press(selected, 'return')).toMatchObject({ buffer: { text: 'select image_id' }, menu: undefined });
    expect(press(selected, ',')).toMatchObject({ buffer: { text: 'select image_id,' }, menu: undefined });
    expect(press(selected, 'escape')).toMatchObject({ buffer: { text: 'select image_' }, menu: undefined });
    expect(press(shown, 'escape')).toMatchObject({ buffer: { text: 'select im' }, menu: undefined });
  });

  it('fits the screen, and shows what is around the selected one', () => {
    const many = completion(0, 0, ...Array.from({ length: 12 }, (_, n) => `c${n}`));
    const menu = { ...many, before: { text: '', cursor: 0 } };
    const rows = (selected: number | undefined, width: number) =>
      menuRows({ ...menu, ...(selected !== undefined && { selected }) }, width, plainStyle).map((row) =>
        row.text.trimEnd(),
      );
    expect(rows(undefined, 40)).toEqual([0, 1, 2, 3, 4, 5, 6].map((n) => `  c${n}  VARCHAR`).concat('  5 more'));
    expect(rows(11, 40).at(-1)).toBe('› c11  VARCHAR');
    expect(rows(7, 14)[0]).toBe('  c2');
    for (const { text: shownText, width } of menuRows(menu, 20, plainStyle)) expect(shownText.length).toBe(width);
  });
});
