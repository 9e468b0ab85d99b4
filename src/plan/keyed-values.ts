import type { Value } from '../data/value.ts';

export type PlaceColumn = 'region' | 'connection' | 'account_id';

/** Where a row was read, as far as a join tells. */
export type KeyPlace = Partial<Readonly<Record<PlaceColumn, string>>>;

/** Keys that matter in one place. */
export interface PlacedKeys {
  readonly place: KeyPlace;
  readonly values: ReadonlySet<Value>;
}
