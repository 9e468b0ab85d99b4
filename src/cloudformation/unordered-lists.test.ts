import { describe, expect, it } from 'vitest';
import { patchDifference } from '../data/patch-difference.ts';
import type { ResourceSchema } from './resource-schema.ts';
import { unorderedLists } from './unordered-lists.ts';

const schema: ResourceSchema = {
  typeName: 'A::B::C',
  primaryIdentifier: ['/properties/Name'],
  tagging: { tagProperty: '/properties/HostedTags' },
  properties: {
    HostedTags: { type: 'array', items: { type: 'string' } },
    Arns: { type: 'array', insertionOrder: false, items: { type: 'string' } },
    Commands: { type: 'array', insertionOrder: true, items: { type: 'string' } },
    Steps: { type: 'array', items: { $ref: '#/definitions/Step' } },
  },
  definitions: {
    Step: {
      type: 'object',
      properties: { Groups: { type: 'array', insertionOrder: false, items: { type: 'string' } } },
    },
  },
};

describe('unorderedLists', () => {
  const isUnordered = unorderedLists(schema);

  it.each([
    ['/Arns', ['a', 'b'], true],
    ['/HostedTags', ['a'], true],
    ['/Commands', ['a', 'b'], false],
    ['/Steps/0/Groups', ['a'], true],
    ['/Steps', [], false],
    [
      '/Other',
      [
        { Key: 'a', Value: 'b' },
        { Value: 'c', Key: 'd' },
      ],
      true,
    ],
    ['/Other', [{ key: 'a', value: 'b' }], true],
    // Not tags: a key twice, a further member.
    [
      '/Other',
      [
        { Key: 'a', Value: 'b' },
        { Key: 'a', Value: 'c' },
      ],
      false,
    ],
    ['/Other', [{ Key: 'a', Value: 'b', Order: 1 }], false],
  ])('%s, %j: %s', (pointer, list, expected) => expect(isUnordered(pointer, list)).toBe(expected));

  it('lets a tag change alone, whatever the order of the others', () => {
    const tag = (Key: string, Value: string) => ({ Key, Value });
    const current = [tag('a', '1'), tag('b', '2'), tag('c', '3')];
    expect(patchDifference(current, [tag('c', '3'), tag('a', '1'), tag('b', '2')], '/Tags', isUnordered)).toEqual([]);
    const wanted = [tag('a', '1'), tag('b', 'new'), tag('c', '3')];
    expect(patchDifference(current, wanted, '/Tags', isUnordered)).toEqual([
      { op: 'replace', path: '/Tags', value: wanted },
    ]);
    expect(unorderedLists(undefined)('/Tags', current)).toBe(true);
  });
});
