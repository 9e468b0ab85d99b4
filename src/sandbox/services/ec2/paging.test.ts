import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutPage } from './paging.ts';

const all = () => true;
const itself = (item: string) => item;

describe('cutPage', () => {
  it('gives each accepted item once over its pages, whatever the order and the size', () => {
    const items = fc.uniqueArray(fc.string({ maxLength: 4 }), { maxLength: 60 });
    fc.assert(
      fc.property(items, fc.integer({ min: 1, max: 20 }), (unordered, size) => {
        const accepts = (item: string) => !item.includes('a');
        const found: string[] = [];
        let token: string | undefined;
        do {
          const page = cutPage('list', unordered, itself, accepts, { MaxResults: size, NextToken: token });
          expect(page.items.length).toBeLessThanOrEqual(size);
          found.push(...page.items);
          token = page.nextToken;
        } while (token !== undefined);
        expect(new Set(found).size).toBe(found.length);
        expect([...found].sort()).toEqual(unordered.filter(accepts).sort());
      }),
      { seed: 5 },
    );
  });

  it('neither repeats nor hides what stays, while others come and go between the pages', () => {
    const first = cutPage('list', ['a', 'c', 'e', 'g'], itself, all, { MaxResults: 2 });
    const second = cutPage('list', ['b', 'e', 'f', 'g'], itself, all, { MaxResults: 9, NextToken: first.nextToken });
    expect([first.items, second.items]).toEqual([
      ['a', 'c'],
      ['e', 'f', 'g'],
    ]);
  });

  it('gives everything in its own order when no size is asked for', () => {
    expect(cutPage('list', ['b', 'a'], itself, all, {})).toEqual({ items: ['b', 'a'], nextToken: undefined });
  });

  it.each(['nonsense', Buffer.from('["other","a"]').toString('base64url'), Buffer.from('{}').toString('base64url')])(
    'refuses the token %s',
    (token) => {
      expect(() => cutPage('list', ['a'], itself, all, { MaxResults: 1, NextToken: token })).toThrowError(
        expect.objectContaining({ code: 'InvalidNextToken' }),
      );
    },
  );

  it.each([0, 1001])('refuses a page of %i', (MaxResults) => {
    expect(() => cutPage('list', ['a'], itself, all, { MaxResults })).toThrowError(
      expect.objectContaining({ code: 'InvalidParameterValue' }),
    );
  });
});
