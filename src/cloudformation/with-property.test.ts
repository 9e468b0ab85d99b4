import { expect, it } from 'vitest';
import { withProperty } from './with-property.ts';

it('sets a property, making what is on the way', () => {
  expect(withProperty({ A: 1 }, ['B', 'C'], 2)).toEqual({ A: 1, B: { C: 2 } });
  expect(withProperty<unknown>({ B: { D: 3 } }, ['B', 'C'], 2)).toEqual({ B: { D: 3, C: 2 } });
});
