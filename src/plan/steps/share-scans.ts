import { namedPlaceColumns } from '../../catalog/with-connection-tags.ts';
import { choosePath, type PathChoice } from '../access/choose-path.ts';
import type { DescribedScan } from '../access/described-scan.ts';
import { normalizedPredicates } from '../access/pushed-filters.ts';
import type { ChosenKeyLinks } from '../keys/choose-key-links.ts';
import type { KeyLink } from '../outline/query-outline.ts';
import type { PlanningStep } from '../planner.ts';
import type { Predicate } from '../predicate.ts';

const mostFewKeys = 1000;

/** A scan that brings the rows of others as well reads their columns too. */
export const shareScans: PlanningStep = (draft) => {
  const shared = sharedScans(draft.scans, draft.keyLinks);
  if (shared.size === 0) return draft;
  const scans = new Map(draft.scans);
  for (const [id, of] of shared) {
    const wider = scans.get(of);
    const narrower = scans.get(id);
    if (wider !== undefined && narrower !== undefined) scans.set(of, withColumns(wider, narrower));
  }
  return { ...draft, scans, shared };
};

/**
 * Scans whose rows another scan of the same resource brings anyway, and which scan that is: of a self-join without
 * filters one list is enough. A scan that waits for keys brings no other's rows.
 */
export function sharedScans(
  scans: ReadonlyMap<number, DescribedScan>,
  keyLinks: ChosenKeyLinks,
): ReadonlyMap<number, number> {
  const shared = new Map<number, number>();
  for (const [id, scan] of scans) {
    // What its own calls are told no other's rows hold.
    if (keyLinks.get(id)?.some(({ column }) => scan.parameters.includes(column)) === true) continue;
    for (const [other, wider] of scans) {
      if (other === id || shared.has(other) || keyLinks.has(other)) continue;
      if (!bringsRowsOf(wider, scan) || !isCheaper(wider, scan, keyLinks.get(id) ?? [])) continue;
      // Of the first rows alone further columns cost less than of all.
      if (scan.leading !== undefined && callsOf(withColumns(wider, scan)) > callsOf(wider)) continue;
      shared.set(id, other);
      break;
    }
  }
  const widest = (id: number): number => {
    const other = shared.get(id);
    return other === undefined ? id : widest(other);
  };
  return new Map([...shared.keys()].map((id) => [id, widest(id)]));
}

function bringsRowsOf(
  wider: DescribedScan,
  { description, predicates, conditions = [], parameters }: DescribedScan,
): boolean {
  if (wider.description !== description || wider.leading !== undefined) return false;
  // Rows that do not meet the conditions of the one are left out before they are whole.
  if (wider.conditions?.some(({ sql }) => !conditions.some((other) => other.sql === sql)) === true) return false;
  const own = new Set(predicates.map((predicate) => JSON.stringify(predicate)));
  const others = new Set(wider.predicates.map((predicate) => JSON.stringify(predicate)));
  if ([...others].some((predicate) => !own.has(predicate))) return false;
  // What says where to read, or is handed to the call, may bring rows that a wider read does not.
  const bound = description.accessPaths.flatMap((path) => path.parameters.flatMap(({ columns }) => columns.flat()));
  const decisive = new Set([...namedPlaceColumns, ...description.identifier, ...bound, ...parameters]);
  return predicates.every(
    (predicate: Predicate) => others.has(JSON.stringify(predicate)) || !decisive.has(predicate.column),
  );
}

/** Whether one scan with the columns of both takes no more calls than each by itself. */
function isCheaper(wider: DescribedScan, narrower: DescribedScan, keys: readonly KeyLink[]): boolean {
  const together = callsOf(withColumns(wider, narrower));
  return together <= callsOf(wider) + callsOf({ ...narrower, predicates: [...narrower.predicates, ...fewKeys(keys)] });
}

/** Of keys whose number is known, so many that stand for them. */
function fewKeys(links: readonly KeyLink[]): readonly Predicate[] {
  return links.flatMap(({ column, sources }): readonly Predicate[] => {
    const counts = sources.map((source) => (source.kind === 'values' ? source.values.length : source.first));
    const count = counts.reduce((sum, own) => (sum === undefined || own === undefined ? undefined : sum + own), 0);
    if (count === undefined || count > mostFewKeys || namedPlaceColumns.includes(column)) return [];
    return [{ column, operator: 'equals', values: Array.from({ length: count }, (_, index) => `key-${index}`) }];
  });
}

function withColumns(wider: DescribedScan, { columns, parameters }: DescribedScan): DescribedScan {
  return {
    ...wider,
    columns: [...new Set([...wider.columns, ...columns])],
    parameters: [...new Set([...wider.parameters, ...parameters])],
  };
}

/** The calls that a scan is expected to take; what cannot be made takes none. */
function callsOf(scan: DescribedScan): number {
  const columns = scan.columns.filter((name) => !namedPlaceColumns.includes(name) && !scan.parameters.includes(name));
  let choice: PathChoice;
  try {
    choice = choosePath({ ...scan, columns, predicates: normalizedPredicates(scan.predicates) });
  } catch {
    return 0;
  }
  return choice.calls;
}
