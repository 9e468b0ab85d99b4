import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyKey, pasted } from './apply-key.ts';
import { editorState, undone } from './editor-state.ts';
import type { Key } from './pressed-key.ts';

const entries = [
  'select 2\nfrom b;',
  'select 1 from aws.ec2.images;',
  'show services in aws;',
  'select 1 from aws.ec2.images;',
];

/** Keys by name, `C-a`, `M-b`, `up`; what is in quotes is typed. */
function press(keys: string, text = '', cursor = text.length) {
  let state = editorState({ text, cursor });
  let effect: string | undefined;
  for (const [word] of keys.matchAll(/'[^']*'|\S+/g)) {
    const pressed: Key[] = word.startsWith("'")
      ? [...word.slice(1, -1)].map((sequence) => ({ sequence }))
      : [keyOf(word)];
    for (const key of pressed) ({ state, effect } = applyKey(state, key, entries));
  }
  const { buffer } = state;
  return { state, effect, text: `${buffer.text.slice(0, buffer.cursor)}|${buffer.text.slice(buffer.cursor)}` };
}

function keyOf(word: string): Key {
  if (word === 'undo') return { sequence: '\u001f' };
  if (word === 'redo') return { sequence: '\u001b_' };
  const [, modifiers = '', name = ''] = /^((?:[CMS]-)*)(.+)$/.exec(word) ?? [];
  const [ctrl, meta, shift] = ['C', 'M', 'S'].map((modifier) => modifiers.includes(modifier));
  return { name, ctrl, meta, shift, sequence: `\u001b[${word}` };
}

describe('keys', () => {
  it.each([
    ["'select' C-a 'x'", '', 'x|select'],
    ['C-k', 'ab|cd', undefined],
    ["C-w ' y'", 'select name', 'select  y|'],
    ['M-backspace', 'aws.ec2.images', 'aws.ec2.|'],
    ['C-a M-d', 'select name', '| name'],
    ['C-a C-k C-y C-y', 'ab', 'abab|'],
    ['M-backspace M-backspace C-y', 'select from name', 'select from name|'],
    ['C-a M-d C-e C-w C-y M-y', 'one two', ' one|'],
    ['C-u', 'a\nbcd', 'a\n|'],
    ['C-u C-u', 'a\nbcd', 'a|'],
    ['C-t', 'selcet', 'selcte|'],
    ['C-a M-u', 'select x', 'SELECT| x'],
    ['return', '  select', '  select\n  |'],
    ['M-return', 'select 1;', 'select 1;\n|'],
    ["return tab 'x'", 'select', 'select\n  x|'],
    ['C-d', '', '|'],
    ['C-a C-d', 'ab', '|b'],
  ])('%s on %j', (keys, text, after) => {
    expect(press(keys, text).text).toBe(after ?? `${text}|`);
  });

  it('run what is whole, and nothing else', () => {
    expect(press('return', 'select 1;')).toMatchObject({ effect: 'accept' });
    expect(press('return', 'select 1')).toMatchObject({ effect: undefined, text: 'select 1\n|' });
    expect(press('return', "select ';")).toMatchObject({ effect: undefined });
    expect(press('return', '\\d')).toMatchObject({ effect: 'accept' });
    expect(press('return', '')).toMatchObject({ effect: 'accept' });
    // Wherever the cursor stands.
    expect(press('C-a return', 'select 1;')).toMatchObject({ effect: 'accept' });
  });

  it('leave an empty line alone', () => {
    expect(press('C-d')).toMatchObject({ effect: 'leave' });
    expect(press('C-d', 'x')).toMatchObject({ effect: undefined });
    expect(press('C-c', 'x')).toMatchObject({ effect: 'cancel' });
  });

  it('take back word by word, and do again', () => {
    expect(press("'select name' undo").text).toBe('select |');
    expect(press("'select name' undo undo undo undo").text).toBe('|');
    expect(press("'select name' undo redo").text).toBe('select name|');
    expect(press("'select name' undo 'x' redo").text).toBe('select x|');
  });

  it('take back everything, whatever was pressed', () => {
    const words = "left right home end backspace delete C-k C-w C-y M-d C-t M-u M-l 'a b' M-y M-return".split(/ (?!b)/);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 30 }), (pressed) => {
        let { state } = press(pressed.join(' '), 'select\nname');
        for (let step = 0; step < 200; step++) state = undone(state);
        expect(state.buffer.text).toBe('select\nname');
      }),
      { numRuns: 100 },
    );
  });

  it('take a paste back at once, and read its line ends', () => {
    const state = pasted(editorState({ text: 'x', cursor: 1 }), 'select 1;\r\nselect 2;\r\u0000\u001b[A\ty');
    expect(state.buffer.text).toBe('xselect 1;\nselect 2;\n[A\ty');
    expect(undone(state).buffer.text).toBe('x');
  });
});

describe('the history', () => {
  it('goes back and forth, through the lines of an entry, and keeps what was being written', () => {
    expect(press('up', 'draft').text).toBe('select 2|\nfrom b;');
    expect(press('up up', 'draft').text).toBe('select 1 from aws.ec2.images;|');
    expect(press('up up down', 'draft').text).toBe('select 2\nfrom b;|');
    expect(press('up down', 'draft').text).toBe('select 2\nfrom b;|');
    expect(press('up down down', 'draft').text).toBe('draft|');
    expect(press("up 'x' up down", 'draft').text).toBe('select 2x\nfrom b;|');
    expect(press('up up up up up up', '').text).toBe('select 1 from aws.ec2.images;|');
    expect(press('down', 'draft').text).toBe('draft|');
  });

  it('brings back what was wrong with the cursor at the place', () => {
    const { state } = applyKey(editorState(undefined, { fault: 9 }), { name: 'up' }, entries);
    expect(state.buffer).toEqual({ text: 'select 2\nfrom b;', cursor: 9 });
  });

  it('is searched, and what is found waits for Enter', () => {
    expect(press("C-r 'images'").text).toBe('select 1 from aws.ec2.|images;');
    expect(press("C-r 'IMAGES' return")).toMatchObject({ effect: undefined, text: 'select 1 from aws.ec2.|images;' });
    expect(press("C-r 'images' return return")).toMatchObject({ effect: 'accept' });
    expect(press("C-r 'select' C-r").text).toBe('|select 1 from aws.ec2.images;');
    // The same entry further back is no other find.
    expect(press("C-r 'ec2' C-r C-r").text).toBe('select 1 from aws.|ec2.images;');
    expect(press("C-r 'select' C-r C-s").text).toBe('|select 2\nfrom b;');
    expect(press("C-r 'nowhere'", 'x').state.search).toMatchObject({ isFound: false });
    expect(press("C-r 'servx' backspace").text).toBe('show |services in aws;');
    expect(press("C-r 'services' C-e ' '").text).toBe('show services in aws; |');
    expect(press("C-r 'services' escape", 'x').text).toBe('x|');
    expect(press("C-r 'services' C-c", 'x')).toMatchObject({ effect: undefined, text: 'x|' });
    expect(press("C-r 'services' return undo", 'x').text).toBe('x|');
  });
});
