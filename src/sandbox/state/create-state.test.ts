import { describe, expect, it } from 'vitest';
import { createState } from './create-state.ts';

const here = { account: '111111111111', region: 'us-east-1' };
const there = { account: '111111111111', region: 'eu-west-1' };
const others = { account: '222222222222', region: 'us-east-1' };

describe('createState', () => {
  it('keeps accounts, regions and names apart', () => {
    const state = createState(1);
    state.table(here, 'images').set('a', 1);
    state.table(there, 'images').set('a', 2);
    state.table(others, 'images').set('a', 3);
    state.table(here, 'recipes').set('a', 4);
    expect(state.table(here, 'images').get('a')).toBe(1);
    expect(state.table(there, 'images').get('a')).toBe(2);
    expect(state.table(others, 'images').get('a')).toBe(3);
    expect(state.places('images')).toEqual([here, there, others]);
    expect(state.places('nothing')).toEqual([]);
  });

  it('gives tables that are maps in order of insertion', () => {
    const table = createState(1).table<number>(here, 'images');
    table.set('b', 1);
    table.set('a', 2);
    table.set('b', 3);
    expect([...table.values()]).toEqual([3, 2]);
    expect(table.size).toBe(2);
    expect(table.has('a')).toBe(true);
    expect(table.delete('a')).toBe(true);
    expect(table.delete('a')).toBe(false);
    expect(table.get('a')).toBeUndefined();
  });

  it('goes on beyond a position, whatever came and went', () => {
    const table = createState(1).table<string>(here, 'images');
    for (const key of ['c', 'a', 'b']) table.set(key, key);
    const [first, second] = [...(table.entries?.(0) ?? [])];
    expect([first?.record, second?.record]).toEqual(['c', 'a']);
    table.delete('a');
    table.set('a', 'again');
    table.set('b', 'changed');
    const later = [...(table.entries?.(second?.position ?? 0) ?? [])];
    expect(later.map(({ record }) => record)).toEqual(['changed', 'again']);
    expect(later.every(({ position }) => position > (second?.position ?? 0))).toBe(true);
  });

  it('makes the same identifiers for the same seed, others for another', () => {
    const three = (seed: number) => {
      const state = createState(seed);
      return [state.identifier('ami-', 17), state.identifier('', 8), state.uuid()];
    };
    expect(three(7)).toEqual(three(7));
    expect(three(7)).not.toEqual(three(8));
    const [ami, bare, uuid] = three(7);
    expect(ami).toMatch(/^ami-[0-9a-f]{17}$/);
    expect(bare).toMatch(/^[0-9a-f]{8}$/);
    expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('makes identifiers that do not repeat', () => {
    const state = createState(1);
    const identifiers = new Set(Array.from({ length: 10_000 }, () => state.identifier('i-', 17)));
    expect(identifiers.size).toBe(10_000);
  });

  it('forgets everything on reset and starts its identifiers again', () => {
    const state = createState(1);
    const first = state.uuid();
    const held = state.table(here, 'images');
    held.set('a', 1);
    state.reset();
    expect(state.table(here, 'images').size).toBe(0);
    expect(held.size).toBe(0);
    expect(state.uuid()).toBe(first);
  });
});
