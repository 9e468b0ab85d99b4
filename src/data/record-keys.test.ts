import fc from 'fast-check';
import { expect, it } from 'vitest';
import { recordKeys } from './record-keys.ts';

const keysOf = (...names: readonly string[]) => recordKeys(names.map((name) => ({ name })));

it('numbers a name that comes again', () => {
  expect(keysOf('id', 'name', 'id', 'id')).toEqual(['id', 'name', 'id:1', 'id:2']);
  expect(keysOf('id', 'id:1', 'id')).toEqual(['id', 'id:1', 'id:2']);
});

it('never gives a key twice', () => {
  const names = fc.array(fc.constantFrom('a', 'a:1', 'a:2', 'a:1:1', 'b'), { maxLength: 8 });
  fc.assert(
    fc.property(names, (list) => {
      expect(new Set(keysOf(...list)).size).toBe(list.length);
    }),
  );
});
