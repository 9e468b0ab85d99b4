import type { KeyLink, LeadingRows, Origin } from '../outline/query-outline.ts';

/**
 * The link that says in which region each key of another one matters: of the same join, with a column of the same row. Of two
 * rows, or of a row among several, a key and a region say nothing of each other.
 */
export function pairedRegion(link: KeyLink, links: readonly KeyLink[]): KeyLink | undefined {
  if (link.column === 'region' || link.join === undefined) return undefined;
  const row = rowOf(link);
  if (row === undefined) return undefined;
  return links.find((other) => {
    if (other.column !== 'region' || other.target !== link.target || other.join !== link.join) return false;
    const place = rowOf(other);
    return place?.read === row.read && place.first === row.first && isSame(place.leading, row.leading);
  });
}

/** Whether a link only says where the keys of another one matter. */
export function isRegionOfAnother(link: KeyLink, links: readonly KeyLink[]): boolean {
  return links.some((other) => pairedRegion(other, links) === link);
}

/** The read of which one row gives a key. */
function rowOf({ sources: [origin, ...others] }: KeyLink): Extract<Origin, { kind: 'read' }> | undefined {
  if (others.length > 0 || origin?.kind !== 'read' || origin.column === undefined) return undefined;
  return origin.isPicked === true ? undefined : origin;
}

function isSame(one: LeadingRows | undefined, other: LeadingRows | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
