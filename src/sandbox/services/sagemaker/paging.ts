import type { WireStructure } from '../../../aws/service-model.ts';
import { numberOf, textOf } from '../../kit/members.ts';
import { messages, usualPageSize } from './assumptions.ts';
import { invalid } from './faults.ts';

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextToken: string | undefined;
}

/** What a list is sorted by: a value, then a key that tells apart items with the same value. */
export type SortKey = readonly [value: string | number, key: string | number];

/**
 * The page that a request's `MaxResults` and `NextToken` ask for of a list in the order of `sortKey`. A token says after which item it goes on, so that
 * what comes and goes between two requests neither repeats nor hides anything else.
 */
export function cutPage<Item>(
  list: string,
  items: readonly Item[],
  sortKey: (item: Item) => SortKey,
  descending: boolean,
  input: WireStructure,
  pageSize = usualPageSize,
): Page<Item> {
  const size = numberOf(input.MaxResults) ?? pageSize;
  const after = readToken(list, textOf(input.NextToken));
  const direction = descending ? -1 : 1;
  const compare = (left: SortKey, right: SortKey) => direction * compareKeys(left, right);
  const sorted = items
    .map((item) => ({ item, key: sortKey(item) }))
    .filter(({ key }) => after === undefined || compare(key, after) > 0)
    .sort((left, right) => compare(left.key, right.key));
  const page = sorted.slice(0, size);
  const last = page.at(-1);
  return {
    items: page.map(({ item }) => item),
    nextToken: sorted.length > size && last !== undefined ? writeToken(list, last.key) : undefined,
  };
}

function compareKeys(left: SortKey, right: SortKey): number {
  if (left[0] !== right[0]) return left[0] < right[0] ? -1 : 1;
  return left[1] === right[1] ? 0 : left[1] < right[1] ? -1 : 1;
}

function writeToken(list: string, key: SortKey): string {
  return Buffer.from(JSON.stringify([list, ...key])).toString('base64url');
}

function readToken(list: string, token: string | undefined): SortKey | undefined {
  if (token === undefined || token === '') return undefined;
  try {
    const parsed: unknown = JSON.parse(Buffer.from(token, 'base64url').toString());
    if (Array.isArray(parsed) && parsed[0] === list && isSortable(parsed[1]) && isSortable(parsed[2])) {
      return [parsed[1], parsed[2]];
    }
  } catch {
    // Not a token of ours: falls to the fault below.
  }
  throw invalid(messages.badToken);
}

function isSortable(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}
