import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SandboxFault, type Table } from '../../service.ts';
import { createState } from '../../state/create-state.ts';
import { type Page, pager } from './pager.ts';
import type { NamedTables } from './records-after.ts';

const members = { token: 'NextToken', limit: 'MaxResults', badToken: () => new SandboxFault('BadToken', 'No token.') };
const pages = pager({ ...members, usual: 5 });
const itself = { keyOf: (item: string) => item };

interface PageInput {
  readonly [member: string]: string | number | undefined;
  readonly MaxResults: number;
  readonly NextToken: string | undefined;
}

/** All items of a list, page by page, with something done between each two. */
function walk<Item>(
  size: number,
  cut: (input: PageInput) => Page<Item>,
  between: () => void = () => undefined,
): Item[] {
  const found: Item[] = [];
  let token: string | undefined;
  do {
    const page = cut({ MaxResults: size, NextToken: token });
    expect(page.items.length).toBeLessThanOrEqual(size);
    if (page.nextToken !== undefined) expect(page.items.length).toBe(size);
    found.push(...page.items);
    token = page.nextToken;
    if (token !== undefined) between();
  } while (token !== undefined);
  return found;
}

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), minLength: 1, maxLength: 4 });
const words = fc.uniqueArray(word, { maxLength: 40 });
const size = fc.integer({ min: 1, max: 9 });
const sorted = (items: Iterable<string>) => [...items].sort();

describe('pages by key', () => {
  it('show each accepted item once, in the order of its keys, in either direction', () => {
    fc.assert(
      fc.property(words, size, fc.boolean(), (items, limit, descending) => {
        const accepts = (item: string) => !item.includes('a');
        const order = { ...itself, descending, accepts };
        const expected = sorted(items.filter(accepts));
        const found = walk(limit, (input) => pages.byKey('list', items, order, input));
        expect(found).toEqual(descending ? expected.reverse() : expected);
      }),
    );
  });

  it('show what stays once and in order, and of what comes between two pages just what sorts behind the first of them', () => {
    const change = fc.record({ added: fc.array(word), removed: fc.array(word) });
    fc.assert(
      fc.property(words, size, fc.array(change), (items, limit, changes) => {
        const list = new Set(items);
        const left = [...changes];
        const touched = new Set(changes.flatMap(({ added, removed }) => [...added, ...removed]));
        let last = '';
        const found = walk(
          limit,
          (input) => {
            const page = pages.byKey('list', list, itself, input);
            expect(page.items).toEqual(
              sorted(list)
                .filter((item) => item > last)
                .slice(0, limit),
            );
            last = page.items.at(-1) ?? last;
            return page;
          },
          () => {
            const { added, removed } = left.shift() ?? { added: [], removed: [] };
            for (const item of removed) list.delete(item);
            for (const item of added) list.add(item);
          },
        );
        expect(found).toEqual(sorted(new Set(found)));
        expect(found.filter((item) => !touched.has(item))).toEqual(sorted(items.filter((item) => !touched.has(item))));
      }),
    );
  });

  it('sort by several values, numbers as numbers', () => {
    const record = fc.record({ group: fc.integer({ min: 0, max: 3 }), id: fc.integer({ min: 0, max: 200 }) });
    fc.assert(
      fc.property(fc.uniqueArray(record, { selector: ({ id }) => id, maxLength: 30 }), size, (records, limit) => {
        const keyOf = ({ group, id }: (typeof records)[number]) => [group, id];
        const found = walk(limit, (input) => pages.byKey('list', records, { keyOf }, input));
        expect(found).toEqual([...records].sort((left, right) => left.group - right.group || left.id - right.id));
      }),
    );
  });

  it('give everything in its own order where nothing says how many', () => {
    const all = pager(members);
    expect(all.byKey('list', ['b', 'a', 'c'], itself, {})).toEqual({ items: ['b', 'a', 'c'], nextToken: undefined });
    const { nextToken } = all.byKey('list', ['b', 'a', 'c'], itself, { MaxResults: 1 });
    expect(all.byKey('list', ['c', 'b', 'a'], itself, { NextToken: nextToken }).items).toEqual(['c', 'b']);
  });
});

describe('pages by place', () => {
  it('show each item once and in its order, while others are added at the end', () => {
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 40 }),
        size,
        fc.array(fc.array(word, { maxLength: 3 })),
        (items, limit, added) => {
          const list = [...items];
          const left = [...added];
          const found = walk(
            limit,
            (input) => pages.byPlace('list', list, input),
            () => list.push(...(left.shift() ?? [])),
          );
          expect(found).toEqual(list);
        },
      ),
    );
  });
});

describe('pages of tables', () => {
  const accepts = (record: string) => !record.includes('a');
  const accounts = fc.array(words, { maxLength: 4 });

  function tablesOf(keys: readonly (readonly string[])[]): NamedTables<string> & (readonly [string, Table<string>])[] {
    const state = createState(1);
    return keys.map((ofAccount, index) => {
      const table = state.table<string>({ account: `account-${index}`, region: 'us-east-1' }, 'list');
      for (const key of ofAccount) table.set(key, key);
      return [`account-${index}`, table];
    });
  }

  it('show what stays once and in order, while records go and others come between the pages', () => {
    fc.assert(
      fc.property(accounts, size, fc.array(word), fc.array(word), (keys, limit, doomed, born) => {
        const tables = tablesOf(keys);
        const [gone, come] = [[...doomed], [...born]];
        const found = walk(
          limit,
          (input) => pages.ofTables('list', tables, accepts, input),
          () => {
            const [lost, made] = [gone.pop(), come.pop()];
            for (const [, table] of tables) {
              if (lost !== undefined) table.delete(lost);
              if (made !== undefined) table.set(made, made);
            }
          },
        );
        const stays = (record: string) => accepts(record) && !doomed.includes(record) && !born.includes(record);
        expect(found.filter(stays)).toEqual(keys.flat().filter(stays));
      }),
    );
  });

  it('end with a page that is just full', () => {
    const tables = tablesOf([['b', 'c'], ['d']]);
    expect(pages.ofTables('list', tables, accepts, { MaxResults: 3 })).toEqual({
      items: ['b', 'c', 'd'],
      nextToken: undefined,
    });
  });
});

describe('rules of pages', () => {
  it('give the usual number, or what the service makes of the number asked for', () => {
    const items = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    expect(pages.byPlace('list', items, {}).items).toHaveLength(5);
    expect(pages.byPlace('list', items, { MaxResults: 6 }).items).toHaveLength(6);
    const few = pager({ ...members, usual: 5, sizeFor: (asked) => Math.min(asked, 2) });
    expect(few.byPlace('list', items, { MaxResults: 6 }).items).toHaveLength(2);
  });

  const token = pages.byKey('list', ['a', 'b'], itself, { MaxResults: 1 }).nextToken ?? '';
  it.each([
    ['nonsense', 'nonsense'],
    ['another list', pages.byKey('other', ['a', 'b'], itself, { MaxResults: 1 }).nextToken ?? ''],
    [
      'a token with another cursor',
      Buffer.from(Buffer.from(token, 'base64').toString().replace('"a"', '"b"')).toString('base64'),
    ],
    ['JSON that is no list', Buffer.from('{}').toString('base64')],
    ['the token with more behind it', `${token}=`],
    ['no text', ''],
  ])('refuse %s as a token', (_, NextToken) => {
    expect(() => pages.byKey('list', ['a', 'b'], itself, { NextToken })).toThrow(
      expect.objectContaining({ code: 'BadToken' }),
    );
  });

  it('may take an empty token for none', () => {
    const lenient = pager({ ...members, emptyTokenIsNone: true });
    expect(lenient.byKey('list', ['a'], itself, { NextToken: '' }).items).toEqual(['a']);
  });
});
