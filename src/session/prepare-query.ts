import type { ScanWish } from '../plan/access/choose-access.ts';
import { loadParents } from '../plan/access/load-parents.ts';
import { explainUnknownColumn } from '../plan/advice/explain-unknown-column.ts';
import { joinHints } from '../plan/advice/join-hints.ts';
import { coveredReads } from '../plan/covered-reads.ts';
import { type ChosenKeyLinks, chooseKeyLinks } from '../plan/keys/choose-key-links.ts';
import { outlineQuery } from '../plan/outline/outline-query.ts';
import type { QueryOutline, TableRead } from '../plan/outline/query-outline.ts';
import type { Predicate } from '../plan/predicate.ts';
import { replacePivots } from '../sql/replace-pivots.ts';
import { providerOf } from './catalogs.ts';
import { type ResolvedQuery, resolveQuery } from './resolve-query.ts';
import type { StatementRun } from './statement-run.ts';

/** A query whose plan is known, before anything is fetched. */
export interface PreparedQuery extends ResolvedQuery {
  readonly plan: QueryOutline;
  readonly feeds: ChosenKeyLinks;
  /** What each read of a resource wants, by the read's id; reads of local tables have none, nor have covered ones. */
  readonly wishes: ReadonlyMap<number, ScanWish>;
  /** Reads that another read of the same resource does as well, and that read. */
  readonly covered: ReadonlyMap<number, number>;
}

/** Predicates beyond the query's own, for one resource: which of its rows a mutation is about. */
export interface Narrowing {
  readonly key: string;
  readonly predicates: readonly Predicate[];
  readonly parameters?: readonly string[];
}

export async function prepareQuery(run: StatementRun, sql: string, narrowing?: Narrowing): Promise<PreparedQuery> {
  let resolved = await resolveQuery(run.session, sql);
  if (resolved.resources.size === 0)
    return { ...resolved, plan: { reads: [], feeds: [] }, feeds: new Map(), wishes: new Map(), covered: new Map() };
  const columnsOf = (table: readonly string[]) =>
    resolved.resources.get(table.join('.'))?.table.columns.map(({ name }) => name) ?? [];
  try {
    let plan = await outlineQuery(run.session.engine, replacePivots(resolved.sql), columnsOf);
    // A table that an earlier statement left must not answer for a resource that was not found in the text.
    const left = plan.reads.filter(
      (read) => run.session.providers.has(read.table.catalog) && !resolved.resources.has(keyOf(read)),
    );
    if (left.length > 0) {
      resolved = await resolveQuery(
        run.session,
        sql,
        left.map(({ table }) => [table.catalog, table.schema, table.table]),
      );
      plan = await outlineQuery(run.session.engine, replacePivots(resolved.sql), columnsOf);
    }
    const wishes = await withParents(run, wishesOf(plan, resolved, narrowing));
    const feeds = chooseKeyLinks(plan, wishes);
    const covered = coveredReads(wishes, feeds);
    const descriptionOf = (read: TableRead) => resolved.resources.get(keyOf(read))?.description;
    for (const hint of joinHints(plan, descriptionOf)) run.onWarning(hint);
    const needed = new Map([...wishes].filter(([id]) => !covered.has(id)));
    return { ...resolved, plan, wishes: needed, feeds, covered };
  } catch (error) {
    throw explainUnknownColumn(
      error,
      [...resolved.resources.values()].map(({ description }) => description),
    );
  }
}

/** Reads of one shadow table share it, so each brings the columns of all of them, and no limit of one may starve another. */
function wishesOf(
  plan: QueryOutline,
  resolved: ResolvedQuery,
  narrowing: Narrowing | undefined,
): ReadonlyMap<number, ScanWish> {
  const wishes = new Map<number, ScanWish>();
  for (const read of plan.reads) {
    const key = keyOf(read);
    const resource = resolved.resources.get(key);
    if (resource === undefined) continue;
    const narrowed = narrowing?.key === key ? narrowing : undefined;
    const columns = new Set(plan.reads.filter((other) => keyOf(other) === key).flatMap((other) => other.columns));
    wishes.set(read.id, {
      description: resource.description,
      columns: [...columns],
      predicates: [...read.predicates, ...(narrowed?.predicates ?? [])],
      parameters: [...new Set([...resource.parameters, ...(narrowed?.parameters ?? [])])],
      limit: plan.reads.length === 1 ? plan.limit?.rows : undefined,
      hasFurtherConditions: read.hasFurtherConditions,
    });
  }
  return wishes;
}

/** The reads that can be made, with the resources that can list what they need where the statement gives too little. */
async function withParents(
  { session }: StatementRun,
  wishes: ReadonlyMap<number, ScanWish>,
): Promise<ReadonlyMap<number, ScanWish>> {
  const entries = [...wishes].map(async ([id, wish]): Promise<[number, ScanWish]> => {
    const provider = providerOf(session, wish.description.provider);
    const description = (await provider.reachable?.(wish.description)) ?? wish.description;
    return [id, { ...wish, description, parents: await loadParents(provider, description) }];
  });
  return new Map(await Promise.all(entries));
}

/** The shadow table that a read is of, as the key of its resource. */
export function keyOf(read: TableRead): string {
  return `${read.table.catalog}.${read.table.schema}.${read.table.table}`;
}
