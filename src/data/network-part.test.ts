import { expect, it } from 'vitest';
import { networkPart, withMaskLength } from './network-part.ts';

it.each([
  ['10.1.2.3/8', 'network', '10.0.0.0/8'],
  ['10.1.2.3/8', 'broadcast', '10.255.255.255/8'],
  ['10.1.2.3/8', 'netmask', '255.0.0.0'],
  ['10.1.2.3/8', 'hostmask', '0.255.255.255'],
  ['10.1.2.3/8', 'host', '10.1.2.3'],
  ['10.1.2.3', 'text', '10.1.2.3/32'],
  ['2001:db8::1/64', 'network', '2001:db8::/64'],
  ['2001:db8::1/64', 'broadcast', '2001:db8::ffff:ffff:ffff:ffff/64'],
  ['::1', 'family', '6'],
  ['10.1.2.300', 'host', undefined],
] as const)('of %s the %s is %s', (text, part, told) => {
  expect(networkPart(text, part)).toBe(told);
});

it('gives an address another mask, which it must have', () => {
  expect([16, -1, 33, 1.5].map((bits) => withMaskLength('10.1.2.3/8', bits))).toEqual([
    '10.1.2.3/16',
    '10.1.2.3',
    undefined,
    undefined,
  ]);
});
