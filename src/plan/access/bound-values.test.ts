import { expect, it } from 'vitest';
import { items } from '../../../test/support/shop-provider.ts';
import type { KeyPlace, PlacedKeys } from '../keyed-values.ts';
import type { Predicate } from '../predicate.ts';
import { boundValues, valuesAPlace, valuesInPlace } from './bound-values.ts';

const equals = (column: string, ...values: string[]): Predicate => ({ column, operator: 'equals', values });

it('boundValues takes a parameter by its name or by the columns that mean the same', () => {
  const parameter = { name: 'Key', columns: [['a', 'b']], required: true, batch: 1 };
  expect(boundValues(parameter, [equals('key', 'x')])).toEqual(['x']);
  expect(boundValues(parameter, [equals('a', '1', '2'), equals('b', '3')])).toEqual(['1|3', '2|3']);
  expect(boundValues(parameter, [equals('a', '1')])).toBeUndefined();
});

it('valuesInPlace keeps each key to the places that a join names with it', () => {
  const parameter = { name: 'Key', columns: [['a'], ['b']], required: true, batch: 1 };
  const of = (place: KeyPlace, ...values: string[]) => ({ place, values: new Set(values) });
  const scan = (...keys: PlacedKeys[]) => ({
    description: items,
    columns: [],
    parameters: [],
    keysByPlace: new Map([['a', keys]]),
    predicates: [equals('a', '1', '2', '3')],
  });
  const all = ['1', '2', '3'];
  const at = (region: string, connection = 'main', accountId?: string) => ({ region, connection, accountId });
  const regions = scan(of({ region: 'north' }, '1', '2'), of({ region: 'south' }, '3'));
  const inRegion = valuesInPlace(regions, parameter);
  expect(inRegion(all, at('north'))).toEqual(['1', '2']);
  expect(inRegion(all, at('east'))).toEqual([]);
  expect(valuesAPlace(regions, parameter, all)).toBe(1.5);
  const connections = scan(of({ region: 'north', connection: 'main' }, '1'), of({ connection: 'other' }, '2'));
  expect(valuesInPlace(connections, parameter)(all, at('north'))).toEqual(['1']);
  expect(valuesInPlace(connections, parameter)(all, at('south'))).toEqual([]);
  expect(valuesInPlace(connections, parameter)(all, at('south', 'other'))).toEqual(['2']);
  // What is global is asked in a region that its rows need not be in, and in the account of its keys all the same.
  const global = { ...connections, description: { ...items, global: true } };
  expect(valuesInPlace(global, parameter)(all, at('east'))).toEqual(['1']);
  const accounts = scan(of({ account_id: '111111111111' }, '1'), of({ account_id: '222222222222' }, '2'));
  expect(valuesInPlace(accounts, parameter)(all, at('north', 'main', '222222222222'))).toEqual(['2']);
  expect(valuesInPlace(accounts, parameter)(all, at('north'))).toEqual(['1', '2']);
  // Another column, or several, are no keys of the join.
  const others = [
    { ...regions, predicates: [equals('b', '1')] },
    { ...regions, predicates: [equals('key', '1'), equals('a', '1')] },
    { ...regions, description: { ...items, global: true } },
  ];
  for (const other of others) expect(valuesInPlace(other, parameter)(['3'], at('north'))).toEqual(['3']);
});
