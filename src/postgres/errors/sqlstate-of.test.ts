import { expect, it } from 'vitest';
import { sqlstateOf } from './sqlstate-of.ts';

it.each([
  ['ENGINE_FAILED', 'failed to allocate data of size 64.0 MiB (64.0 MiB/114.4 MiB used)', '53200'],
  ['ENGINE_FAILED', 'could not allocate block of size 256.0 KiB', '53200'],
  ['ENGINE_FAILED', 'a file is gone', '58000'],
  ['CONVERSION_FAILED', 'value "300" is out of range for type tinyint', '22003'],
  ['CONSTRAINT_FAILED', 'Duplicate key "a: 1" violates primary key constraint.', '23505'],
  ['CONVERSION_FAILED', 'invalid date field format: "x", expected format is (YYYY-MM-DD)', '22007'],
  ['CONVERSION_FAILED', 'date field value out of range: "2020-13-01"', '22008'],
  ['STATEMENT_FAILED', 'cannot take logarithm of zero', '2201E'],
  ['STATEMENT_FAILED', 'More than one row returned by a subquery used as an expression', '21000'],
  ['UNKNOWN_COLUMN', '', '42703'],
  ['AccessDenied', '', 'HV000'],
])('%s, %s: %s', (code, message, sqlstate) => expect(sqlstateOf(code, message)).toBe(sqlstate));
