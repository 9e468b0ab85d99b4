import type { PlaceColumn } from '../keyed-values.ts';
import type { KeyLink, LeadingRows, Origin } from '../outline/query-outline.ts';

/** The columns that say where a row was read. */
export const placeColumns: readonly PlaceColumn[] = ['region', 'connection', 'account_id'];

export interface PlaceLink extends KeyLink {
  readonly column: PlaceColumn;
}

/**
 * The links that say where each key of another one matters, in which region and account: of the same join, with columns of the same
 * row. Of two rows, or of a row among several, a key and a region say nothing of each other.
 */
export function pairedPlaces(link: KeyLink, links: readonly KeyLink[]): readonly PlaceLink[] {
  if (isPlaceLink(link) || link.join === undefined) return [];
  const row = rowOf(link);
  if (row === undefined) return [];
  return placeColumns.flatMap((column) => links.find((other) => isOfRow(other, column)) ?? []).filter(isPlaceLink);

  function isOfRow(other: KeyLink, column: PlaceColumn): boolean {
    if (other.column !== column || other.target !== link.target || other.join !== link.join) return false;
    const place = rowOf(other);
    return place?.read === row?.read && place?.first === row?.first && isSame(place?.leading, row?.leading);
  }
}

/** Whether a link is of where rows are, and not of what they are. */
export function isPlaceLink(link: KeyLink): link is PlaceLink {
  return placeColumns.some((column) => column === link.column);
}

/** Whether a link only says where the keys of another one matter. */
export function isPlaceOfAnother(link: KeyLink, links: readonly KeyLink[]): boolean {
  return links.some((other) => pairedPlaces(other, links).some((place) => place === link));
}

/** The read of which one row gives a key. */
function rowOf({ sources: [origin, ...others] }: KeyLink): Extract<Origin, { kind: 'read' }> | undefined {
  if (others.length > 0 || origin?.kind !== 'read' || origin.column === undefined) return undefined;
  return origin.isPicked === true ? undefined : origin;
}

function isSame(one: LeadingRows | undefined, other: LeadingRows | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
