import type { ScanWish } from '../access/choose-access.ts';
import { choosePath, type PathChoice } from '../access/choose-path.ts';
import { isBound } from '../access/is-bound.ts';
import { normalizedPredicates } from '../access/pushed-filters.ts';
import type { KeyLink, QueryOutline } from '../outline/query-outline.ts';
import type { Predicate } from '../predicate.ts';

/** A feed that is worth waiting for: the target is read after its sources, by their keys. */
export type ChosenKeyLinks = ReadonlyMap<number, readonly KeyLink[]>;

// A read that waits for another loses time, so keys have to save a good part of the calls.
const worthWaiting = 0.7;
const keysWhenUnknown = 20;

/**
 * Which reads are fed by which. A read that cannot be made without keys must be fed; any other is fed where that saves
 * calls. Feeds never run in circles: the greater saving wins.
 */
export function chooseKeyLinks(plan: QueryOutline, wishes: ReadonlyMap<number, ScanWish>): ChosenKeyLinks {
  const candidates = plan.feeds.flatMap((feed) => {
    const wish = wishes.get(feed.target);
    const saving = wish === undefined ? 0 : savingOf(feed, wish, wishes);
    return saving > 0 ? [{ feed, saving }] : [];
  });
  const chosen = new Map<number, KeyLink[]>();
  for (const { feed } of candidates.toSorted((left, right) => right.saving - left.saving)) {
    if (sourcesOf(feed).some((source) => source === feed.target || dependsOn(chosen, source, feed.target))) continue;
    const own = chosen.get(feed.target) ?? [];
    if (own.some((other) => other.column === feed.column)) continue;
    chosen.set(feed.target, [...own, feed]);
  }
  return chosen;
}

export function sourcesOf(feed: KeyLink): readonly number[] {
  return feed.sources.flatMap((source) => (source.kind === 'read' ? [source.read] : []));
}

function dependsOn(chosen: ChosenKeyLinks, read: number, on: number): boolean {
  return (chosen.get(read) ?? []).flatMap(sourcesOf).some((source) => source === on || dependsOn(chosen, source, on));
}

/** The calls that a feed saves; infinite where the read cannot be made without it. */
function savingOf(feed: KeyLink, wish: ScanWish, wishes: ReadonlyMap<number, ScanWish>): number {
  if (isBound(wish.predicates, feed.column)) return 0;
  const without = tryChoose(wish, wish.predicates);
  const keys = feed.sources.reduce(
    (sum, source) => sum + (source.kind === 'values' ? source.values.length : rowsOf(wishes.get(source.read))),
    0,
  );
  const known = feed.sources.every((source) => source.kind === 'values');
  const placeholders = Array.from({ length: Math.max(1, Math.ceil(keys)) }, (_, index) => `key-${index}`);
  const withKeys = tryChoose(wish, [
    ...wish.predicates,
    { column: feed.column, operator: 'equals', values: placeholders },
  ]);
  if (withKeys === undefined) return 0;
  if (without === undefined) return Number.POSITIVE_INFINITY;
  // Fewer regions to read: worth it whenever it is free, and where the other side names them.
  if (feed.column === 'region') return 1;
  // A read that lists its parents waits for these anyway, and the other side has just those that are asked for.
  if (withKeys.parents.length < without.parents.length && withKeys.calls <= without.calls)
    return 1 + without.calls - withKeys.calls;
  return withKeys.calls < without.calls * (known ? 1 : worthWaiting) ? without.calls - withKeys.calls : 0;
}

function rowsOf(wish: ScanWish | undefined): number {
  // A table of the session's own: its keys are at hand.
  if (wish === undefined) return keysWhenUnknown;
  return tryChoose(wish, wish.predicates)?.rows ?? keysWhenUnknown;
}

function tryChoose(wish: ScanWish, predicates: readonly Predicate[]): PathChoice | undefined {
  try {
    return choosePath({ ...wish, predicates: normalizedPredicates(predicates) });
  } catch {
    return undefined;
  }
}
