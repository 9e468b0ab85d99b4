import { describe, expect, it } from 'vitest';
import { valuesAt } from './values-at.ts';

const properties = {
  Name: 'a',
  Endpoint: { Address: 'x', Port: 1 },
  Listeners: [
    { Arn: 'l1', Port: 80 },
    { Arn: 'l2', Port: 81 },
  ],
};

describe('valuesAt', () => {
  it.each([
    [['Name'], ['a']],
    [['Endpoint', 'Address'], ['x']],
    [
      ['Listeners', '*', 'Arn'],
      ['l1', 'l2'],
    ],
    [
      ['Listeners', 'Arn'],
      ['l1', 'l2'],
    ],
    [['Nothing'], []],
    [['Name', 'Deeper'], []],
    [['toString'], []],
  ])('%j leads to %j', (path, values) => {
    expect(valuesAt(properties, path)).toEqual(values);
  });
});
