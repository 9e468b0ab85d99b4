import { describe, expect, it } from 'vitest';
import { pointerPath, valuesAt, withoutProperties, withProperty } from './property-pointers.ts';

const properties = {
  Name: 'a',
  Endpoint: { Address: 'x', Port: 1 },
  Listeners: [
    { Arn: 'l1', Port: 80 },
    { Arn: 'l2', Port: 81 },
  ],
};

describe('property pointers', () => {
  it.each([
    ['/properties/Name', ['Name']],
    ['/properties/Endpoint/Address', ['Endpoint', 'Address']],
    ['/properties/Endpoint/properties/Address', ['Endpoint', 'Address']],
    ['/properties/Listeners/*/Arn', ['Listeners', '*', 'Arn']],
    ['/properties/Listeners/items/properties/Arn', ['Listeners', 'Arn']],
    ['/properties/a~1b', ['a/b']],
  ])('%s is %j', (pointer, path) => {
    expect(pointerPath(pointer)).toEqual(path);
  });

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

  it('leaves out what the pointers name, and nothing else', () => {
    const pointers = ['/properties/Endpoint/Address', '/properties/Listeners/*/Arn', '/properties/Nothing'];
    expect(withoutProperties(properties, pointers)).toEqual({
      Name: 'a',
      Endpoint: { Port: 1 },
      Listeners: [{ Port: 80 }, { Port: 81 }],
    });
    expect(properties.Endpoint).toEqual({ Address: 'x', Port: 1 });
  });

  it('sets a property, making what is on the way', () => {
    expect(withProperty({ A: 1 }, ['B', 'C'], 2)).toEqual({ A: 1, B: { C: 2 } });
    expect(withProperty({ B: { D: 3 } }, ['B', 'C'], 2)).toEqual({ B: { D: 3, C: 2 } });
  });
});
