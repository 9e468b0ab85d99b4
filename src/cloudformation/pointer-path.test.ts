import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { namesProperty, pointerPath, propertyPointer } from './pointer-path.ts';

describe('pointerPath', () => {
  it.each([
    ['/properties/Name', ['Name']],
    ['/properties/Endpoint/Address', ['Endpoint', 'Address']],
    ['/properties/Endpoint/properties/Address', ['Endpoint', 'Address']],
    ['/properties/Listeners/*/Arn', ['Listeners', '*', 'Arn']],
    ['/properties/Listeners/items/properties/Arn', ['Listeners', 'Arn']],
    ['/properties/a~1b', ['a/b']],
    ['Name', ['Name']],
    ['/Name', ['Name']],
    ['#/properties/Name', ['Name']],
    ['/properties/properties', ['properties']],
  ])('%s is %j', (pointer, path) => {
    expect(pointerPath(pointer)).toEqual(path);
  });

  it('reads what propertyPointer writes', () => {
    const names = fc.array(
      fc.string().filter((name) => name !== 'properties' && name !== 'items'),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(names, (path) => {
        expect(pointerPath(propertyPointer(path))).toEqual(path);
      }),
    );
  });
});

describe('namesProperty', () => {
  const pointers = [
    '/properties/Arn',
    '/properties/Listeners/*/Arn',
    '/properties/Tags/items/Key',
    '/properties/Rules/*',
  ];

  it.each([
    [['Arn'], true],
    [['Listeners', 'Arn'], true],
    [['Listeners', '*', 'Arn'], true],
    [['Tags', '*', 'Key'], true],
    [['Rules', '*'], true],
    // All of a list's elements are not the list.
    [['Rules'], false],
    [['Listeners'], false],
    [['Listeners/Arn'], false],
    [['Name'], false],
  ])('of %j is %s', (path, expected) => {
    expect(namesProperty(pointers, path)).toBe(expected);
    expect(namesProperty(undefined, path)).toBe(false);
  });
});
