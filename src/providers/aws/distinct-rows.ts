import { keyOf } from '../../data/key-of.ts';
import type { Row } from '../../data/value.ts';

/**
 * Leaves out of each page the rows that an earlier page of the same list has brought: pages that are counted by offsets, or read
 * while things come and go, bring some rows again. Rows without an identifier all stay, and so do those of a list in which the
 * identifier turns out to be no key, as two rows of one page show.
 */
export function createDistinctRows(identifier: readonly string[]): (rows: readonly Row[]) => readonly Row[] {
  const seen = new Set<string>();
  let isKey = identifier.length > 0;
  return (rows) => {
    if (!isKey || rows.length === 0) return rows;
    const own = rows.map((row) => textOf(row, identifier));
    const named = own.filter((text) => text !== undefined);
    isKey = new Set(named).size === named.length;
    if (!isKey) {
      seen.clear();
      return rows;
    }
    const isNew = (text: string | undefined) => text === undefined || !seen.has(text);
    const fresh = own.every(isNew) ? rows : rows.filter((_, index) => isNew(own[index]));
    for (const text of named) seen.add(text);
    return fresh;
  };
}

function textOf(row: Row, identifier: readonly string[]): string | undefined {
  const key = keyOf(row, identifier);
  return key === null ? undefined : JSON.stringify(key);
}
