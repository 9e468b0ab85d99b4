import { expect, it } from 'vitest';
import type { Value } from '../data/value.ts';
import { coerceScalar } from './coerce-scalar.ts';
import type { JsonType } from './resource-schema.ts';

it.each<[Value, readonly JsonType[], Value]>([
  ['true', ['boolean'], true],
  ['FALSE', ['boolean'], false],
  ['perhaps', ['boolean'], 'perhaps'],
  ['5', ['integer'], 5],
  ['5.5', ['number', 'null'], 5.5],
  ['1e3', ['number'], 1000],
  ['', ['integer'], ''],
  ['Infinity', ['number'], 'Infinity'],
  ['5', ['integer', 'boolean'], 5],
  ['true', ['integer', 'boolean'], true],
  // Where text is taken too, text is what was meant.
  ['5', ['integer', 'string'], '5'],
  ['true', ['boolean', 'string'], 'true'],
  [5, ['string'], '5'],
  [false, ['string', 'null'], 'false'],
  [5, ['string', 'integer'], 5],
  [5, ['boolean'], 5],
  [5, [], 5],
  [null, ['string'], null],
])('coerceScalar of %j as %j is %j', (value, types, expected) => {
  expect(coerceScalar(value, types)).toBe(expected);
});
