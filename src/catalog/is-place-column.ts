import { placeColumnNames } from './place-column-names.ts';

/** Whether a name of a change says where it is made, not what it is given. */
export function isPlaceColumn(name: string): boolean {
  return placeColumnNames.includes(name.toLowerCase());
}
