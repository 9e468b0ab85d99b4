import { expect, it } from 'vitest';
import { parseParameters } from './parse-parameters.ts';

it('reads text and JSON values', () => {
  expect(
    parseParameters(['team=platform', 'account=012345678901', 'days:=90', 'ids:=["a","b"]', 'none:=null', 'x=a=b']),
  ).toEqual({
    team: 'platform',
    account: '012345678901',
    days: 90,
    ids: ['a', 'b'],
    none: null,
    x: 'a=b',
  });
});

it.each(['team', '=x', 'a b=c', 'days:=ninety', 'tags:={"a":1}'])('refuses %s', (text) => {
  expect(() => parseParameters([text])).toThrow(/parameter/);
});
