import { expect, it } from 'vitest';
import { items } from '../../../test/support/shop-provider.ts';
import type { Predicate } from '../predicate.ts';
import { boundValues, valuesARegion, valuesInRegion } from './bound-values.ts';

const equals = (column: string, ...values: string[]): Predicate => ({ column, operator: 'equals', values });

it('boundValues takes a parameter by its name or by the columns that mean the same', () => {
  const parameter = { name: 'Key', columns: [['a', 'b']], required: true, batch: 1 };
  expect(boundValues(parameter, [equals('key', 'x')])).toEqual(['x']);
  expect(boundValues(parameter, [equals('a', '1', '2'), equals('b', '3')])).toEqual(['1|3', '2|3']);
  expect(boundValues(parameter, [equals('a', '1')])).toBeUndefined();
});

it('valuesInRegion keeps each key to the regions that a join names with it', () => {
  const parameter = { name: 'Key', columns: [['a'], ['b']], required: true, batch: 1 };
  const keysByRegion = new Map([
    [
      'a',
      new Map([
        ['north', new Set(['1', '2'])],
        ['south', new Set(['3'])],
      ]),
    ],
  ]);
  const scan = {
    description: items,
    columns: [],
    parameters: [],
    keysByRegion,
    predicates: [equals('a', '1', '2', '3')],
  };
  const inRegion = valuesInRegion(scan, parameter);
  expect(inRegion(['1', '2', '3'], 'north')).toEqual(['1', '2']);
  expect(inRegion(['1', '2', '3'], 'east')).toEqual([]);
  expect(valuesARegion(scan, parameter, ['1', '2', '3'])).toBe(1.5);
  // Another column, or several, are no keys of the join; what is global is asked anywhere.
  const others = [
    { ...scan, predicates: [equals('b', '1')] },
    { ...scan, predicates: [equals('key', '1'), equals('a', '1')] },
    { ...scan, description: { ...items, global: true } },
  ];
  for (const other of others) expect(valuesInRegion(other, parameter)(['3'], 'north')).toEqual(['3']);
});
