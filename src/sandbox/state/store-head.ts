import type { RootDatabase } from 'lmdb';
import { isObject } from '../../data/is-object.ts';
import { parseJson } from './parse-json.ts';
import { storeDamaged, storeNewer } from './store-error.ts';

/** The entry that makes a store one of ours; records have their positions as keys, tables `table <number>`. */
export const headKey = 'skyql';

/** 2 where a table has a version beyond 1, which a skyql that knows format 1 alone would take for version 1. */
export type StoreFormat = 1 | 2;

export interface StoreHead {
  readonly format: StoreFormat;
  readonly size: number;
  readonly last: number;
  readonly random: number;
  readonly clock: number;
}

/** Undefined for a new store. Throws `STORE_DAMAGED` and `STORE_NEWER`. */
export function readStoreHead(database: RootDatabase<string>, directory: string): StoreHead | undefined {
  const text = database.get(headKey);
  if (text === undefined) {
    if (database.getKeysCount({ limit: 1 }) > 0) throw storeDamaged(directory);
    return undefined;
  }
  const head = parseJson(text);
  if (!isObject(head) || typeof head.format !== 'number') throw storeDamaged(directory);
  const { format, size, last, random, clock } = head;
  if (head.format > 2) throw storeNewer(directory, `its format is ${head.format}, and this one reads up to 2`);
  if (format !== 1 && format !== 2) throw storeDamaged(directory);
  if (!isNumber(size) || !isNumber(last) || !isNumber(random) || !isNumber(clock)) throw storeDamaged(directory);
  return { format, size, last, random, clock };
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
