import { placeColumns } from './cloudformation/place-columns.ts';

/** The names of the columns that every row has from where it was read, not from what was read. */
export const placeColumnNames: readonly string[] = placeColumns.map(({ name }) => name);
