import type { ScanWish } from './access/choose-access.ts';
import { placeColumns } from './access/choose-path.ts';
import type { ChosenKeyLinks } from './keys/choose-key-links.ts';
import type { Predicate } from './predicate.ts';

/**
 * Reads whose rows another read of the same resource brings anyway, and which read that is: of a self-join without
 * filters one list is enough. A read that waits for keys covers none.
 */
export function coveredReads(
  wishes: ReadonlyMap<number, ScanWish>,
  feeds: ChosenKeyLinks,
): ReadonlyMap<number, number> {
  const covered = new Map<number, number>();
  for (const [id, wish] of wishes) {
    for (const [other, wider] of wishes) {
      if (other === id || covered.has(other) || feeds.has(other) || !covers(wider, wish)) continue;
      covered.set(id, other);
      break;
    }
  }
  const widest = (id: number): number => {
    const other = covered.get(id);
    return other === undefined ? id : widest(other);
  };
  return new Map([...covered.keys()].map((id) => [id, widest(id)]));
}

function covers(wider: ScanWish, { description, predicates, parameters }: ScanWish): boolean {
  if (wider.description !== description) return false;
  const own = new Set(predicates.map((predicate) => JSON.stringify(predicate)));
  const others = new Set(wider.predicates.map((predicate) => JSON.stringify(predicate)));
  if ([...others].some((predicate) => !own.has(predicate))) return false;
  // What says where to read, or is handed to the call, may bring rows that a wider read does not.
  const bound = description.accessPaths.flatMap((path) => path.parameters.flatMap(({ columns }) => columns.flat()));
  const decisive = new Set([...placeColumns, ...description.identifier, ...bound, ...parameters]);
  return predicates.every(
    (predicate: Predicate) => others.has(JSON.stringify(predicate)) || !decisive.has(predicate.column),
  );
}
