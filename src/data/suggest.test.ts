import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance, suggest } from './suggest.ts';

const resources = ['images', 'image_pipelines', 'image_recipes', 'components', 'workflows'];

describe('suggest', () => {
  it.each([
    ['imags', 'images'],
    ['iamges', 'images'],
    ['Image_Pipeline', 'image_pipelines'],
    ['imagepipelines', 'image_pipelines'],
    ['imageRecipe', 'image_recipes'],
    ['component', 'components'],
    ['wrokflow', 'workflows'],
  ])('%s is most like %s', (written, meant) => {
    expect(suggest(written, resources)[0]).toBe(meant);
  });

  it('sees the parts of names, after what is spelt nearly so', () => {
    const columns = ['path', 'assume_role_policy_document', 'role_name', 'RoleNameOfOld', 'names', 'renamed'];
    expect(suggest('name', columns)).toEqual(['names', 'role_name', 'RoleNameOfOld']);
    expect(suggest('roleName', columns)[0]).toBe('role_name');
    expect(suggest('name', ['role_name', 'RoleName'])).toEqual(['role_name']);
    expect(suggest('pipelines', resources)).toEqual(['image_pipelines']);
    expect(suggest('_', columns)).toEqual([]);
  });

  it('spells a name as the one that was written', () => {
    const columns = ['ImageName', 'image_name', 'role_arn', 'RoleArn'];
    expect(suggest('ImageNme', columns)).toEqual(['ImageName']);
    expect(suggest('image_nme', columns)).toEqual(['image_name']);
    expect(suggest('IMAGE_NME', columns)).toEqual(['image_name']);
    expect(suggest('RoleAn', columns)).toEqual(['RoleArn']);
    expect(suggest('rolean', columns)).toEqual(['role_arn']);
    expect(suggest('Arn', columns)).toEqual(['RoleArn']);
  });

  it('has nothing for what is like nothing', () => {
    expect(suggest('buckets', resources)).toEqual([]);
    expect(suggest('', resources)).toEqual([]);
  });

  it('gives no more than asked for, each once', () => {
    expect(suggest('image', ['image_a', 'image_b', 'image_a', 'image_c', 'image_d'], 2)).toEqual([
      'image_a',
      'image_b',
    ]);
  });
});

describe('editDistance', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });

  it('is the same both ways, and zero only for the same word', () => {
    fc.assert(
      fc.property(word, word, (one, other) => {
        expect(editDistance(one, other)).toBe(editDistance(other, one));
        expect(editDistance(one, other) === 0).toBe(one === other);
      }),
      { seed: 7 },
    );
  });

  it('is what the plain recursion says', () => {
    const slow = (one: string, other: string): number => {
      if (one === '' || other === '') return one.length + other.length;
      const same = one.at(-1) === other.at(-1);
      const swapped = one.length > 1 && other.length > 1 && one.at(-1) === other.at(-2) && one.at(-2) === other.at(-1);
      return Math.min(
        slow(one.slice(0, -1), other) + 1,
        slow(one, other.slice(0, -1)) + 1,
        slow(one.slice(0, -1), other.slice(0, -1)) + (same ? 0 : 1),
        swapped ? slow(one.slice(0, -2), other.slice(0, -2)) + 1 : Number.POSITIVE_INFINITY,
      );
    };
    const short = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 5 });
    fc.assert(
      fc.property(short, short, (one, other) => {
        expect(editDistance(one, other)).toBe(slow(one, other));
      }),
      { seed: 7 },
    );
  });
});
