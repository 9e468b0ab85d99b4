import { expect, it } from 'vitest';
import { changedPointers } from './changed-pointers.ts';

const pointers = ['/properties/Name', '/properties/Address/City', '/properties/Lines/*/Product'];
const previous = {
  Name: 'a',
  Address: { City: 'Bern', Street: 'Hill' },
  Lines: [
    { Product: 'tea', Count: 1 },
    { Product: 'milk', Count: 2 },
  ],
};

it.each([
  ['nothing', {}, []],
  ['what is not named', { Address: { City: 'Bern', Street: 'Dale' }, Other: 1 }, []],
  ['a property', { Name: 'b' }, ['/properties/Name']],
  ['a part of a property', { Address: { City: 'Basel' } }, ['/properties/Address/City']],
  ['a part that goes', { Address: {} }, ['/properties/Address/City']],
  ['an element of a list', { Lines: [{ Product: 'tea' }, { Product: 'coffee' }] }, ['/properties/Lines/*/Product']],
  ['what an element no longer says', { Lines: [{ Product: 'tea' }, {}] }, ['/properties/Lines/*/Product']],
  ['the elements of a list that shrinks', { Lines: [{ Product: 'coffee' }] }, []],
  ['what elements say besides', { Lines: [{ Product: 'tea', Count: 5 }, { Product: 'milk' }] }, []],
])('changing %s changes %j', (_, changed, expected) => {
  expect(changedPointers(pointers, previous, { ...previous, ...changed }, () => false)).toEqual(expected);
});

it('takes a list without an order for the same in any', () => {
  const lists = ['/properties/Ids', '/properties/Vpc/Groups', '/properties/Lines/*/Colours'];
  const before = { Ids: [1, 2], Vpc: { Groups: ['a', 'b'] }, Lines: [{ Colours: ['red', 'blue'] }] };
  const turned = { Ids: [2, 1], Vpc: { Groups: ['b', 'a'] }, Lines: [{ Colours: ['blue', 'red'] }] };
  const isUnordered = (pointer: string) => ['/Vpc/Groups', '/Lines/0/Colours'].includes(pointer);
  expect(changedPointers(lists, before, turned, isUnordered)).toEqual(['/properties/Ids']);
  const other = { ...before, Vpc: { Groups: ['b', 'c'] } };
  expect(changedPointers(lists, before, other, isUnordered)).toEqual(['/properties/Vpc/Groups']);
});
