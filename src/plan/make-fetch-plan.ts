import { resourceId } from '../catalog/resource-id.ts';
import { connectionTags } from '../catalog/with-connection-tags.ts';
import { nameKey } from '../data/name-key.ts';
import type { TableName } from '../engine/shadow-tables.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import { explainUnknownColumn } from './advice/explain-unknown-column.ts';
import type { FetchPlan, FetchTable } from './fetch-plan.ts';
import type { TableRead } from './outline/query-outline.ts';
import { type Draft, emptyDraft, type Planner, type PlanningStep } from './planner.ts';
import { type ResolvedResource, tableKey } from './resolve/resolve-query.ts';
import { adviseOnJoins } from './steps/advise-on-joins.ts';
import { checkMembers } from './steps/check-members.ts';
import { checkUnread } from './steps/check-unread.ts';
import { chooseAccesses } from './steps/choose-accesses.ts';
import { describeScans } from './steps/describe-scans.ts';
import { linkKeys } from './steps/link-keys.ts';
import { outlineReads } from './steps/outline-reads.ts';
import { refuseParts } from './steps/refuse-parts.ts';
import { refuseUnknownPlaces } from './steps/refuse-unknown-places.ts';
import { resolveNames } from './steps/resolve-names.ts';
import { shareCalls } from './steps/share-calls.ts';
import { shareScans } from './steps/share-scans.ts';
import { uniteReads } from './steps/unite-reads.ts';

/** How a query becomes a plan. Each step adds to what the ones before found; none makes a call that changes anything. */
const steps: readonly PlanningStep[] = [
  // Which resources the query names, through views as well; each use gets a table of its own, empty.
  resolveNames,
  // What DuckDB's own plan reads of each table, by which conditions, and which reads' values are keys of others.
  outlineReads,
  // Reads of one table, of a query that DuckDB writes out twice, become one that brings the rows of all of them.
  uniteReads,
  // Members of JSON columns that AWS's documents do not give them.
  checkMembers,
  // What each read wants of its resource, with what the catalog knows of it and of what has to be listed first.
  describeScans,
  // Regions, connections and accounts that the query names and that are not there.
  refuseUnknownPlaces,
  // Which scans wait for keys that others bring: those that cannot do without, and those that it saves calls.
  linkKeys,
  // Rows that are chosen by what requests do not say: only a part of them would be looked at.
  refuseParts,
  // Which scans take the rows of another one, that brings them anyway.
  shareScans,
  // Of each scan the path, the places, the requests and what they are expected to cost.
  chooseAccesses,
  // What of it nothing can read: refused where a condition needs it, said where it is only shown.
  checkUnread,
  // Which resources several parts read: a call that more than one of them would make is made once.
  shareCalls,
  // What to say about joins that cannot be meant.
  adviseOnJoins,
];

/** A query with what it fetches, before anything is fetched. */
export interface PlannedQuery {
  /** The query over the tables that the plan fills. */
  readonly sql: string;
  readonly plan: FetchPlan;
  readonly resources: Draft['resources'];
  /** What the user should know; the answer stands all the same. */
  readonly advice: readonly SkyqlError[];
  /** Versions that are texts, and that the query sorts by: whether their order is meant their values tell. */
  readonly sortedVersions: readonly SortedVersion[];
}

export interface SortedVersion {
  readonly table: TableName;
  readonly column: string;
  /** The resource's id: `aws.imagebuilder.image_recipes`. */
  readonly resource: string;
}

/** Plans a query. Throws what is wrong with it. */
export async function makeFetchPlan(planner: Planner, sql: string): Promise<PlannedQuery> {
  const draft = await drafted(planner, sql);
  const { limit, streams = false } = draft.outline;
  const tables = draft.outline.reads.map((read) => tableOf(draft, read));
  const { nodes, sharedResources } = draft;
  const plan: FetchPlan = { nodes, tables, sharedResources, streams, ...(limit !== undefined && { limit }) };
  const sortedVersions = draft.outline.reads.flatMap((read) => sortedVersionsOf(draft, read));
  return { sql: draft.sql, plan, resources: draft.resources, advice: draft.advice, sortedVersions };
}

function sortedVersionsOf({ resources }: Draft, { table, members = [] }: TableRead): readonly SortedVersion[] {
  const description = resources.get(tableKey(table))?.description;
  if (description === undefined) return [];
  const isText = (column: string) => description.columns.some(({ name, type }) => name === column && type === 'string');
  return members
    .filter(({ column, steps, isSorted }) => isSorted && steps.length === 0 && /(?:^|_)version$/.test(column))
    .filter(({ column }) => isText(column))
    .map(({ column }) => ({ table, column, resource: resourceId(description) }));
}

async function drafted(planner: Planner, sql: string): Promise<Draft> {
  let draft = emptyDraft(sql);
  try {
    for (const step of steps) {
      draft = await step(draft, planner);
      // Without resources DuckDB alone runs the query.
      if (draft.resources.size === 0) break;
    }
  } catch (error) {
    const resources = [...draft.resources.values()];
    // The text of a macro is not known: it may name what the tables leave out.
    const isUnknown = error instanceof SkyqlError && error.code === 'UNKNOWN_COLUMN';
    if (isUnknown && planner.whole !== true && resources.some(({ leftOut }) => leftOut.length > 0))
      return drafted({ ...planner, whole: true }, sql);
    // No read takes the parameter with the rest, and a column that says the same may be taken by one.
    const isUntaken = error instanceof SkyqlError && error.code === 'UNKNOWN_PARAMETER';
    if (isUntaken && planner.namesColumns !== true && resources.some(namesColumn))
      return drafted({ ...planner, namesColumns: true }, sql);
    throw explainUnknownColumn(
      error,
      resources.map(({ description }) => description),
    );
  }
  return draft;
}

/** Whether the query names a parameter that a column is called like. */
function namesColumn({ description, parameters }: ResolvedResource): boolean {
  return parameters.some((name) => description.columns.some((column) => nameKey(column.name) === nameKey(name)));
}

function tableOf({ resources }: Draft, { id, table, columns, conditions, needed }: TableRead): FetchTable {
  const resource = resources.get(tableKey(table));
  const { leftOut = [] } = resource ?? {};
  // What reads all that the table has reads a star.
  const shown = resource?.description.columns.filter(({ name }) => name !== connectionTags);
  const isStar = shown?.every(({ name }) => leftOut.includes(name) || columns.includes(name));
  return { id, table, columns, conditions, needed, ...(isStar === true && leftOut.length > 0 && { leftOut }) };
}
