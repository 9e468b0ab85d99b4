import { expect, it } from 'vitest';
import { compareJson } from './compare-json.ts';

it('orders JSON as PostgreSQL does', () => {
  const inOrder = [
    '[]',
    'null',
    '"a"',
    '"b"',
    '-1',
    '9',
    '10',
    '10.5',
    '12345678901234567',
    '12345678901234568',
    'false',
    'true',
  ].concat([
    '[1]',
    '[2]',
    '["a",null]',
    '["a",[]]',
    '{}',
    '{"aa":0}',
    '{"b":1}',
    '{"b":2}',
    '{"a":1,"b":0}',
    '{"aa":0,"b":1}',
  ]);
  for (const [at, one] of inOrder.entries()) {
    for (const [beside, other] of inOrder.entries())
      expect([one, other, compareJson(one, other)]).toEqual([one, other, Math.sign(at - beside)]);
  }
  expect(compareJson('{"b":2,"a":1}', '{"a":1.0,"b":2}')).toBe(0);
  expect(compareJson('1', 'x')).toBeUndefined();
});
