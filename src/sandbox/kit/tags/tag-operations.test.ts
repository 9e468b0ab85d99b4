import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SandboxFault } from '../../service.ts';
import { createServiceBench } from '../service-bench.ts';
import { isReserved, type Tag, tagMap, tagsIn } from './tag.ts';
import { tagOperations } from './tag-operations.ts';
import { taggingBy } from './tagging.ts';

const most = 4;
const tagging = taggingBy({
  most,
  tooMany: () => new SandboxFault('TooMany', 'Too many tags.'),
  check(tags) {
    if (tags.some(isReserved)) throw new SandboxFault('Reserved', 'Reserved.');
  },
});

/** One resource with its tags, and the operations on it. */
function resource() {
  let kept: readonly Tag[] = [];
  const operations = tagOperations(tagging, {
    find: () => ({
      tags: kept,
      change(tags) {
        kept = tags;
      },
    }),
    tags: 'Tags',
    keys: 'TagKeys',
    listed: (Tags) => ({ Tags }),
  });
  const service = {
    service: 'none',
    operations: { TagResource: operations.add, UntagResource: operations.remove, ListTags: operations.list },
  };
  const bench = createServiceBench(service);
  return {
    add: (Tags: readonly Tag[]) => bench.call('TagResource', { Tags }),
    remove: (TagKeys: readonly string[]) => bench.call('UntagResource', { TagKeys }),
    tags: () => tagsIn(bench.call('ListTags').Tags),
  };
}

const key = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'aws:g');
const tags = fc.array(fc.record({ Key: key, Value: fc.string({ maxLength: 3 }) }), { maxLength: 5 });
const step = fc.oneof(fc.record({ add: tags }), fc.record({ remove: fc.array(key, { maxLength: 3 }) }));

describe('tag operations', () => {
  it('keep what a map of keys and values would keep, in its order, and change nothing when they refuse', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const { add, remove, tags: shown } = resource();
        let expected = new Map<string, string>();
        for (const one of steps) {
          if ('remove' in one) {
            remove(one.remove);
            for (const each of one.remove) expected.delete(each);
          } else {
            const wanted = new Map([...expected, ...one.add.map(({ Key, Value }): [string, string] => [Key, Value])]);
            if (one.add.some(isReserved)) expect(() => add(one.add)).toThrow('Reserved.');
            else if (wanted.size > most) expect(() => add(one.add)).toThrow('Too many tags.');
            else {
              add(one.add);
              expected = wanted;
            }
          }
          expect(shown()).toEqual([...expected].map(([Key, Value]) => ({ Key, Value })));
        }
      }),
    );
  });
});

describe('tags', () => {
  it('are read of a list and of a map, and written as a map', () => {
    const list = [
      { Key: 'team', Value: 'web' },
      { Key: 'stage', Value: '' },
    ];
    expect(tagsIn(list)).toEqual(list);
    expect(tagsIn({ team: 'web', stage: '' })).toEqual(list);
    expect(tagMap(list)).toEqual({ team: 'web', stage: '' });
    expect(tagsIn([{ Key: 'team' }])).toEqual([{ Key: 'team', Value: '' }]);
    expect(tagsIn(undefined)).toEqual([]);
  });
});
