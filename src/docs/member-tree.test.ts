import { expect, it } from 'vitest';
import type { DocumentedShape } from '../catalog/documented-shape.ts';
import { memberTree, typeText } from './member-tree.ts';

const text: DocumentedShape = {
  name: 'Text',
  kind: 'value',
  type: 'string',
  values: [],
  members: () => [],
  element: () => undefined,
};

/** A structure of `width` members, each of which has as many, without an end. */
function endless(width: number, depth = 0): DocumentedShape {
  return {
    ...text,
    name: `Level${depth}`,
    kind: 'structure',
    type: 'object',
    members: () =>
      Array.from({ length: width }, (_, index) => ({
        name: `m${index}`,
        required: false,
        description: '',
        shape: endless(width, depth + 1),
      })),
  };
}

it('leaves the deepest members out where there are too many', () => {
  const tree = memberTree(endless(3), { depth: 4, members: 12 });
  expect(tree.map(({ members }) => members.length)).toEqual([3, 3, 3]);
  expect(tree.flatMap(({ members }) => members.map(({ cut, members: inner }) => [cut, inner.length]))).toEqual(
    Array.from({ length: 9 }, () => ['long', 0]),
  );
});

it('goes as deep as it may', () => {
  const [first] = memberTree(endless(1), { depth: 2, members: 100 });
  expect(first?.members[0]).toMatchObject({ name: 'm0', cut: 'long', members: [] });
});

it('says what lists and maps are of', () => {
  const list = (element: DocumentedShape): DocumentedShape => ({
    ...text,
    kind: 'list',
    type: 'array',
    element: () => element,
  });
  expect(typeText(list(list(text)))).toBe('array of arrays of strings');
  expect(typeText({ ...text, kind: 'map', type: 'object', element: () => text })).toBe('map of strings');
  expect(typeText({ ...text, kind: 'map', type: 'object' })).toBe('object');
});
