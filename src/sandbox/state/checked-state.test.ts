import { describe, expect, it } from 'vitest';
import { createCheckedState } from './checked-state.ts';

const table = () => createCheckedState(1).table<unknown>({ account: '111122223333', region: 'us-east-1' }, 'things');

describe('createCheckedState', () => {
  it.each([
    ['a function', { step: { poll: () => 1 } }],
    ['a map', { tags: new Map([['a', 1]]) }],
    ['a set', [new Set([1])]],
    ['a date', { at: new Date(0) }],
    ['an absent item', { list: [undefined] }],
    ['no number', { size: Number.NaN }],
    ['an object of a class', new (class Thing {})()],
    ['nothing', undefined],
  ])('refuses a record that holds %s', (_, record) => {
    expect(() => table().set('a', record)).toThrow(TypeError);
  });

  it('gives back what a store would, which cannot be changed in place', () => {
    const given = { list: [{ bytes: new Uint8Array([1, 2]) }], absent: undefined, text: 'é\ud800' };
    const things = table();
    things.set('a', given);
    const back = things.get('a') as { readonly list: unknown[] };
    expect(back).toStrictEqual({ list: given.list, text: given.text });
    expect(() => back.list.push(1)).toThrow(TypeError);
  });
});
