import { choosePath, decidingParameters, type PathChoice } from '../access/choose-path.ts';
import type { DescribedScan } from '../access/described-scan.ts';
import { isBound } from '../access/is-bound.ts';
import { normalizedPredicates } from '../access/pushed-filters.ts';
import { refuseUnbound } from '../access/unbound-parameters.ts';
import type { KeyLink, Origin, QueryOutline } from '../outline/query-outline.ts';
import type { Predicate } from '../predicate.ts';
import { pairedPlaces, placeColumns } from './paired-places.ts';

/** A link that is worth waiting for: the target is read after its sources, by their keys. */
export type ChosenKeyLinks = ReadonlyMap<number, readonly KeyLink[]>;

// A read that waits for another loses time, so keys have to save a good part of the calls.
const worthWaiting = 0.7;
const keysWhenUnknown = 20;

/**
 * Which reads wait for keys that others bring: one that cannot be made without, and any other where keys save
 * calls. Reads never wait for each other in a circle: the greater saving wins.
 */
export function chooseKeyLinks(plan: QueryOutline, scans: ReadonlyMap<number, DescribedScan>): ChosenKeyLinks {
  const candidates = plan.keyLinks.flatMap((link) => {
    const scan = scans.get(link.target);
    const others = plan.keyLinks.filter((other) => other.target === link.target && other.column !== link.column);
    const saving = scan === undefined ? 0 : savingOf(link, scan, scans, others);
    return saving > 0 ? [{ link, saving }] : [];
  });
  const chosen = new Map<number, KeyLink[]>();
  for (const { link } of candidates.toSorted((left, right) => right.saving - left.saving)) {
    if (sourcesOf(link).some((source) => source === link.target || dependsOn(chosen, source, link.target))) continue;
    const own = chosen.get(link.target) ?? [];
    if (own.some((other) => other.column === link.column)) continue;
    chosen.set(link.target, [...own, link]);
  }
  return new Map([...chosen].map(([target, links]) => [target, withPlaces(links, plan.keyLinks)]));
}

/** Links with what tells of their keys where each matters. */
function withPlaces(links: readonly KeyLink[], all: readonly KeyLink[]): readonly KeyLink[] {
  const paired = links.map((link) => pairedPlaces(link, all));
  // Each is as good as any other link of regions or accounts, and of a read that is waited for anyway.
  const places = placeColumns.flatMap((name) => paired.flat().find(({ column }) => column === name) ?? []);
  return [...links.filter(({ column }) => !places.some((own) => own.column === column)), ...places];
}

export function sourcesOf(link: KeyLink): readonly number[] {
  return link.sources.flatMap((source) => (source.kind === 'read' ? [source.read] : []));
}

function dependsOn(chosen: ChosenKeyLinks, read: number, on: number): boolean {
  return (chosen.get(read) ?? []).flatMap(sourcesOf).some((source) => source === on || dependsOn(chosen, source, on));
}

/** The calls that a link saves; infinite where the read cannot be made without it. */
function savingOf(
  link: KeyLink,
  scan: DescribedScan,
  scans: ReadonlyMap<number, DescribedScan>,
  others: readonly KeyLink[],
): number {
  if (isBound(scan.predicates, link.column)) return 0;
  const without = tryChoose(scan, scan.predicates);
  const keys = link.sources.reduce(
    (sum, source) => sum + (source.kind === 'values' ? source.values.length : keysOf(source, scans)),
    0,
  );
  const known = link.sources.every((source) => source.kind === 'values');
  const placeholders = Array.from({ length: Math.max(1, Math.ceil(keys)) }, (_, index) => `key-${index}`);
  const withKeys = tryChoose(scan, [
    ...scan.predicates,
    { column: link.column, operator: 'equals', values: placeholders },
  ]);
  if (withKeys === undefined) return isPartOfAll(link, scan, others) ? Number.POSITIVE_INFINITY : 0;
  if (without === undefined) return Number.POSITIVE_INFINITY;
  // What rows there are goes by these keys: that is no matter of cost.
  if (decides(link.column, scan) || (without.isPart && !withKeys.isPart)) return Number.POSITIVE_INFINITY;
  // Fewer regions to read: worth it whenever it is free, and where the other side names them.
  if (link.column === 'region') return 1;
  // A read that lists its parents waits for these anyway, and the other side has just those that are asked for.
  if (withKeys.parents.length < without.parents.length && withKeys.calls <= without.calls)
    return 1 + without.calls - withKeys.calls;
  // A call a key or a call a row: which are more the keys will tell, and to wait for these is little beside so many calls.
  const one = tryChoose(scan, [...scan.predicates, { column: link.column, operator: 'equals', values: ['key'] }]);
  if (one !== undefined && callsPerRow(one) < callsPerRow(without) && one.calls < without.calls)
    return Math.max(1, without.calls - withKeys.calls);
  return withKeys.calls < without.calls * (known ? 1 : worthWaiting) ? without.calls - withKeys.calls : 0;
}

/** Whether values of a column bind a parameter that a read has another value for without them: whose things are listed. */
function decides(column: string, { description }: DescribedScan): boolean {
  return decidingParameters(description).some(({ columns }) => columns.some((own) => own.includes(column)));
}

/** Whether a read that one column's keys are not enough for can be made with those of all, and not without these. */
function isPartOfAll({ column }: KeyLink, scan: DescribedScan, others: readonly KeyLink[]): boolean {
  const key = (name: string): Predicate => ({ column: name, operator: 'equals', values: ['key'] });
  const withOthers = [...scan.predicates, ...others.map((other) => key(other.column))];
  return tryChoose(scan, withOthers) === undefined && tryChoose(scan, [...withOthers, key(column)]) !== undefined;
}

function callsPerRow({ hydrations }: PathChoice): number {
  return hydrations.filter(({ batch }) => batch === 1).length;
}

function keysOf(
  { read, first = Number.POSITIVE_INFINITY, leading }: Extract<Origin, { kind: 'read' }>,
  scans: ReadonlyMap<number, DescribedScan>,
): number {
  const most = leading?.partition.length === 0 ? leading.rows : first;
  return Math.min(most, rowsOf(scans.get(read)));
}

function rowsOf(scan: DescribedScan | undefined): number {
  // A table of the session's own: its keys are at hand.
  if (scan === undefined) return keysWhenUnknown;
  return tryChoose(scan, scan.predicates)?.rows ?? keysWhenUnknown;
}

/** The choice for a scan with other predicates; undefined where these are not enough to read it. */
export function tryChoose(scan: DescribedScan, predicates: readonly Predicate[]): PathChoice | undefined {
  const asked = { ...scan, predicates: normalizedPredicates(predicates) };
  try {
    refuseUnbound(asked);
    return choosePath(asked);
  } catch {
    return undefined;
  }
}
