import type { WireStructure } from '../../../aws/service-model.ts';
import type { SandboxFault } from '../../service.ts';
import { numberOf, textOf } from '../members.ts';
import { itemsAfter, type KeyOrder } from './items-after.ts';
import { type Cursor, readToken, writeToken } from './page-token.ts';
import { type NamedTables, recordsAfter } from './records-after.ts';
import { compareKeys, partsOf } from './sort-key.ts';

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Absent where nothing follows. */
  readonly nextToken: string | undefined;
}

/** How an operation pages, and what it says of a token that is none. */
export interface PageRules {
  /** The member of a request that holds the token. */
  readonly token: string;
  /** The member of a request that says how many items it wants. */
  readonly limit: string;
  /** Items on a page of a request that does not say; without it such a request gets all of them. */
  readonly usual?: number;
  /** How many items a page has for the number that a request asks for, which is that number unless this says otherwise. */
  readonly sizeFor?: (asked: number) => number;
  readonly badToken: () => SandboxFault;
  /** An empty token asks for the first page. */
  readonly emptyTokenIsNone?: boolean;
}

/**
 * Cuts pages out of lists. A token belongs to the list that gave it, which `list` names with all that decides what is on
 * it: other lists refuse it.
 */
export interface Pager {
  /**
   * A page in the order of keys, of which no two are the same. The token says the last key shown: an item that is there
   * all the time comes once, whatever else comes and goes between two pages.
   */
  byKey<Item>(list: string, items: Iterable<Item>, order: KeyOrder<Item>, input: WireStructure): Page<Item>;
  /**
   * A page of a list as it stands. The token says how many items were shown: an item comes once as long as others are
   * added behind it alone.
   */
  byPlace<Item>(list: string, items: readonly Item[], input: WireStructure): Page<Item>;
  /** A page of all records of some tables, in the order in which they were made; holds as much as pages by key do. */
  ofTables<Record>(
    list: string,
    tables: NamedTables<Record>,
    accepts: (record: Record) => boolean,
    input: WireStructure,
  ): Page<Record>;
}

export function pager(rules: PageRules): Pager {
  const sizeOf = (input: WireStructure): number => {
    const asked = numberOf(input[rules.limit]);
    if (asked === undefined) return rules.usual ?? Number.POSITIVE_INFINITY;
    return rules.sizeFor?.(asked) ?? asked;
  };
  const cursorOf = (list: string, input: WireStructure): Cursor | undefined => {
    const token = textOf(input[rules.token]);
    if (token === undefined || (token === '' && rules.emptyTokenIsNone)) return undefined;
    const cursor = readToken(list, token);
    if (cursor === undefined) throw rules.badToken();
    return cursor;
  };
  const pageOf = <Item>(list: string, items: readonly Item[], end: Cursor | undefined): Page<Item> => ({
    items,
    nextToken: end === undefined ? undefined : writeToken(list, end),
  });
  return {
    byKey(list, items, order, input) {
      const size = sizeOf(input);
      const after = cursorOf(list, input);
      if (size === Number.POSITIVE_INFINITY) return pageOf(list, allAfter(items, order, after), undefined);
      const found = itemsAfter(items, order, after, size + 1);
      const page = found.slice(0, size);
      return pageOf(
        list,
        page.map(({ item }) => item),
        found.length > size ? page.at(-1)?.key : undefined,
      );
    },
    byPlace(list, items, input) {
      const size = sizeOf(input);
      const [start] = cursorOf(list, input) ?? [0];
      const end = Number(start) + size;
      return pageOf(list, items.slice(Number(start), end), end < items.length ? [end] : undefined);
    },
    ofTables<Record>(
      list: string,
      tables: NamedTables<Record>,
      accepts: (record: Record) => boolean,
      input: WireStructure,
    ): Page<Record> {
      const size = sizeOf(input);
      const [name = '', position = 0] = cursorOf(list, input) ?? [];
      const items: Record[] = [];
      let last: Cursor | undefined;
      for (const next of recordsAfter(tables, { name: String(name), position: Number(position) })) {
        if (!accepts(next.record)) continue;
        if (items.length === size) return pageOf(list, items, last);
        items.push(next.record);
        last = [next.name, next.position];
      }
      return pageOf(list, items, undefined);
    },
  };
}

/** Who asks for everything gets it as it stands, sorted by nothing. */
function allAfter<Item>(
  items: Iterable<Item>,
  { keyOf, accepts = () => true }: KeyOrder<Item>,
  after: Cursor | undefined,
): readonly Item[] {
  return [...items].filter(
    (item) => (after === undefined || compareKeys(partsOf(keyOf(item)), after) > 0) && accepts(item),
  );
}
