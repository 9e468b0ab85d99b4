import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Table } from '../../service.ts';
import { createState } from '../../state/create-state.ts';
import { type NamedTables, pageOfTables } from './page-of-tables.ts';

const accepts = (record: string) => !record.includes('a');

function tablesOf(accounts: readonly (readonly string[])[]): readonly [string, Table<string>][] {
  const state = createState(1);
  return accounts.map((keys, index) => {
    const table = state.table<string>({ account: `account-${index}`, region: 'us-east-1' }, 'list');
    for (const key of keys) table.set(key, key);
    return [`account-${index}`, table];
  });
}

/** All pages, with something done between each two. */
function pagesOf(tables: NamedTables<string>, MaxResults: number, between: () => void): readonly string[] {
  const found: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = pageOfTables('list', tables, accepts, { MaxResults, NextToken });
    expect(page.items.length).toBeLessThanOrEqual(MaxResults);
    found.push(...page.items);
    NextToken = page.nextToken;
    between();
  } while (NextToken !== undefined);
  return found;
}

const key = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), minLength: 1, maxLength: 4 });
const accounts = fc.array(fc.uniqueArray(key, { maxLength: 20 }), { maxLength: 4 });

describe('pageOfTables', () => {
  it('gives each accepted record once over its pages', () => {
    fc.assert(
      fc.property(accounts, fc.integer({ min: 1, max: 9 }), (keys, size) => {
        expect(pagesOf(tablesOf(keys), size, () => undefined)).toEqual(keys.flat().filter(accepts));
      }),
      { seed: 9, numRuns: 200 },
    );
  });

  it('neither repeats nor hides what stays, while records go between the pages', () => {
    fc.assert(
      fc.property(accounts, fc.integer({ min: 1, max: 5 }), fc.array(key), (keys, size, doomed) => {
        const tables = tablesOf(keys);
        const left = [...doomed];
        const found = pagesOf(tables, size, () => {
          const gone = left.pop();
          if (gone !== undefined) for (const [, table] of tables) table.delete(gone);
        });
        const staying = (record: string) => accepts(record) && !doomed.includes(record);
        expect(found.filter(staying)).toEqual(keys.flat().filter(staying));
      }),
      { seed: 4, numRuns: 200 },
    );
  });

  it('gives all at once when no size is asked for, and ends with a page that is just full', () => {
    const tables = tablesOf([['b', 'c'], ['d']]);
    expect(pageOfTables('list', tables, accepts, {})).toEqual({ items: ['b', 'c', 'd'], nextToken: undefined });
    expect(pageOfTables('list', tables, accepts, { MaxResults: 3 }).nextToken).toBeUndefined();
  });

  it.each([
    ['list', 'x'],
    ['other', '1/account-0'],
  ])('refuses a token of %s at %s', (list, place) => {
    const NextToken = Buffer.from(JSON.stringify([list, place])).toString('base64url');
    expect(() => pageOfTables('list', tablesOf([['b']]), accepts, { NextToken })).toThrowError(
      expect.objectContaining({ code: 'InvalidNextToken' }),
    );
  });
});
