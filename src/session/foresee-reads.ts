import { resourceId } from '../catalog/resource-id.ts';
import { type PlannedScan, planScan, type ScanWish } from '../plan/access/choose-access.ts';
import type { NeededPermissions } from '../plan/needed-permissions.ts';
import type { KeyLink } from '../plan/outline/query-outline.ts';
import { allowedValues, type Predicate } from '../plan/predicate.ts';
import type { CallScope } from '../providers/provider.ts';
import { providerOf } from './catalogs.ts';
import type { PreparedQuery } from './prepare-query.ts';
import type { StatementRun } from './statement-run.ts';

/** A read as it will be done, and what it needs. */
export interface ForeseenRead {
  readonly wish: ScanWish;
  readonly planned: PlannedScan;
  readonly permissions: readonly NeededPermissions[];
}

/** A fed read is planned with a key that stands for those to come; its region is one that is known. */
export async function foreseeRead(run: StatementRun, wish: ScanWish, feeds: readonly KeyLink[]): Promise<ForeseenRead> {
  const provider = providerOf(run.session, wish.description.provider);
  const fed = feeds.map(
    (feed): Predicate => ({
      column: feed.column === 'region' ? 'region' : feed.column,
      operator: 'equals',
      values: [feed.column === 'region' ? 'us-east-1' : 'key'],
    }),
  );
  const planned = await planScan(provider, { ...wish, predicates: [...wish.predicates, ...fed] }, run.context);
  // Keys that an earlier step gives stand for no resource that is known.
  const isFed = feeds.some(({ column }) => column !== 'region');
  const permissions = isFed ? planned.permissions.map(({ narrowed: _, ...need }) => need) : planned.permissions;
  return { wish, planned, permissions };
}

/** All that a query will read, without reading it. */
export async function foreseeReads(run: StatementRun, query: PreparedQuery): Promise<readonly ForeseenRead[]> {
  const reads: ForeseenRead[] = [];
  for (const [id, wish] of query.wishes) reads.push(await foreseeRead(run, wish, query.feeds.get(id) ?? []));
  return reads;
}

/** The resources of a kind that a query is held to by their identifiers; none where it does not name them. */
export function foreseenResources(
  reads: readonly ForeseenRead[],
  resource: string,
): readonly { readonly identifier: string; readonly scope: CallScope }[] {
  const own = reads.filter(({ wish }) => resourceId(wish.description) === resource);
  const [read] = own;
  const [column, second] = read?.wish.description.identifier ?? [];
  if (read === undefined || own.length > 1 || column === undefined || second !== undefined) return [];
  const identifiers = allowedValues(read.wish.predicates, column) ?? [];
  if (identifiers.some((value) => typeof value !== 'string')) return [];
  const scopes = new Map(read.planned.plan.requests.map(({ scope }) => [`${scope.connection}/${scope.region}`, scope]));
  return identifiers.flatMap((identifier) =>
    [...scopes.values()].map((scope) => ({ identifier: String(identifier), scope })),
  );
}
