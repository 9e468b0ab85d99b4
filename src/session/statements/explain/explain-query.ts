import { resourceId } from '../../../catalog/resource-id.ts';
import { namedPlaceColumns } from '../../../catalog/with-connection-tags.ts';
import { countText } from '../../../data/count-text.ts';
import { joinIdentifier } from '../../../data/identifier.ts';
import type { Access, Hydration, ParentAccess } from '../../../plan/access/access.ts';
import type { Measured, Measures } from '../../../plan/access/measures.ts';
import type { FetchPlan, ScanNode } from '../../../plan/fetch-plan.ts';
import type { KeyLink } from '../../../plan/outline/query-outline.ts';
import type { StatementContext } from '../../statement-context.ts';
import { fetchQuery, planQuery } from '../query/run-query.ts';
import type { Explanation, Step } from './explanation.ts';

/** The calls that a query makes: its plan, or the plan as it ran, with what each part cost. */
export async function explainQuery(run: StatementContext, sql: string, analyze: boolean): Promise<Explanation> {
  const query = await planQuery(run, sql);
  const plan = analyze ? await fetchQuery(run, query) : query.plan;
  return {
    steps: stepsOf(plan, analyze),
    permissions: plan.nodes.flatMap((node) => (node.kind === 'shared' ? [] : node.access.permissions)),
  };
}

/** A plan as rows: a step a list, a get, a list of parents, a kind of further call. */
export function stepsOf({ nodes, tables }: FetchPlan, hasRun: boolean): readonly Step[] {
  const steps: Step[] = [];
  /** Which step brings the rows of a node. */
  const numbers = new Map<number, number>();
  for (const node of nodes) {
    if (node.kind === 'shared') {
      const number = numbers.get(node.of);
      if (number !== undefined) numbers.set(node.id, number);
      continue;
    }
    const { access, keys } = node;
    const region = keys.some(({ column }) => column === 'region')
      ? `from step ${sourceSteps(keys, 'region', numbers)}`
      : regionsOf(access);
    const parents = parentSteps(access.parents, steps.length, region, hasRun);
    steps.push(...parents.steps);
    numbers.set(node.id, steps.length + 1);
    const notes = [...parents.notes, ...keyNotes(keys, numbers), ...starNotes(tables, nodes, node)];
    steps.push(ownStep(access, node, region, notes, hasRun), ...hydrationSteps(access, region, hasRun));
  }
  return steps;
}

function sourceSteps(keys: readonly KeyLink[], column: string, numbers: ReadonlyMap<number, number>): string {
  const reads = keys
    .filter((link) => link.column === column)
    .flatMap(({ sources }) => sources.flatMap((source) => (source.kind === 'read' ? [numbers.get(source.read)] : [])));
  return [...new Set(reads.map((number) => (number === undefined ? 'the local table' : String(number))))].join(', ');
}

function keyNotes(keys: readonly KeyLink[], numbers: ReadonlyMap<number, number>): readonly string[] {
  return keys
    .filter(({ column }) => column !== 'region')
    .map(({ column }) => `${column} from step ${sourceSteps(keys, column, numbers)}`);
}

/** What the stars over a node's rows do not show. */
function starNotes(tables: FetchPlan['tables'], nodes: FetchPlan['nodes'], { id }: ScanNode): readonly string[] {
  const filled = nodes.filter((node) => node.id === id || (node.kind === 'shared' && node.of === id));
  const own = tables.filter((table) => filled.some((node) => node.id === table.id));
  const names = [...new Set(own.flatMap(({ leftOut = [] }) => leftOut))];
  return names.length === 0 ? [] : [`not in *, since each takes a call a row: ${names.join(', ')}`];
}

/** The steps that list a scan's parents, each after its own parents, and which step gives which parameter. */
function parentSteps(
  parents: readonly ParentAccess[],
  before: number,
  region: string,
  hasRun: boolean,
): { readonly steps: readonly Step[]; readonly notes: readonly string[] } {
  const steps: Step[] = [];
  const notes: string[] = [];
  for (const { access, parameters, batch, isGlobal } of parents) {
    // Places that keys bring are not known yet; what belongs to no region has its own.
    const where = isGlobal === true ? regionsOf(access) : region;
    const own = parentSteps(access.parents, before + steps.length, where, hasRun);
    steps.push(...own.steps);
    const names = Object.keys(parameters).join(', ');
    steps.push(ownStep(access, undefined, where, [`gives ${names}`, ...own.notes], hasRun));
    notes.push(`${names} from step ${before + steps.length}, ${callsFor(batch)}`);
    steps.push(...hydrationSteps(access, where, hasRun));
  }
  return { steps, notes };
}

function regionsOf({ requests }: Access): string {
  return [...new Set(requests.map(({ scope }) => scope.region))].join(', ');
}

function callsFor(batch: number): string {
  return batch === 1 ? '1 call a row' : `1 call for ${batch} rows`;
}

/** The step of a path itself. What keys brought, or will bring, is not told among its filters. */
function ownStep(
  access: Access,
  node: ScanNode | undefined,
  region: string,
  notesBefore: readonly string[],
  hasRun: boolean,
): Step {
  const keys = (node?.keys ?? []).map(({ column }) => column).filter((column) => column !== 'region');
  const bindings = access.bindings.filter(
    ({ parameter, columns }) => !keys.some((key) => columns.some((names) => names.includes(key)) || parameter === key),
  );
  const filters = access.filters.filter(({ column }) => !keys.includes(column));
  const notes = [
    ...notesBefore,
    ...localNotes(access, node),
    ...(access.order === undefined ? [] : [orderNote(access.order)]),
    ...(access.unread.length === 0 ? [] : [`not readable: ${access.unread.join(', ')}`]),
    ...(access.sharesCalls === true ? ['takes the answers of an earlier step'] : []),
    ...connectionNotes(access),
    ...(access.expected.isEstimate ? [`estimated for ${rowsOf(access.expected.listed)} a region`] : []),
  ];
  return {
    resource: resourceId({ ...access.resource, name: access.resource.resource }),
    method: access.method,
    region,
    filters: [
      ...bindings.map(({ parameter, values }) => `${parameter} = ${values.join(', ')}`),
      ...filters.map(
        ({ column, key, operator, values }) =>
          `${column}${key === undefined ? '' : `.${key}`} ${operator} ${values.map(String).join(', ')}`,
      ),
    ].join('; '),
    calls: keys.length > 0 ? null : access.expected.calls,
    note: notes.join('; '),
    reason: access.reason,
    ...(hasRun && { actual: measuresOf(access) }),
  };
}

const mostNamed = 5;

/** Which connections are asked, where there is more than one. */
function connectionNotes({ requests }: Access): readonly string[] {
  const names = [...new Set(requests.map(({ scope }) => scope.connection))];
  const further = names.length - mostNamed;
  if (names.length < 2) return [];
  return [`connections ${names.slice(0, mostNamed).join(', ')}${further > 0 ? ` and ${further} more` : ''}`];
}

function rowsOf(count: number): string {
  return `${count} ${count === 1 ? 'row' : 'rows'}`;
}

/** The columns that the statement filters by and no call does. */
function localNotes(access: Access, node: ScanNode | undefined): readonly string[] {
  const given = access.parents.flatMap(({ parameters, columns }) => [...Object.keys(parameters), ...columns]);
  const pushed = new Set([
    ...access.filters.map(({ column }) => column),
    ...access.bindings.flatMap(({ parameter, columns }) => [parameter, ...columns.flat()]),
    ...given,
  ]);
  const predicates = node?.scan.predicates ?? access.predicates;
  const conditions = node?.scan.conditions ?? access.conditions ?? [];
  const named = [
    ...predicates.map(({ column }) => column),
    ...conditions.flatMap(({ columns }) => columns.map(({ from }) => from)),
  ];
  const local = [...new Set(named)].filter((column) => !pushed.has(column) && !namedPlaceColumns.includes(column));
  return local.length === 0 ? [] : [`filtered here: ${local.join(', ')}`];
}

function orderNote({ column, descending, rows }: NonNullable<Access['order']>): string {
  return `the first ${rows === 1 ? 'row' : `${countText(rows)} rows`} by ${column}${descending ? ', descending' : ''}`;
}

function hydrationSteps(access: Access, region: string, hasRun: boolean): readonly Step[] {
  return access.hydrations.map((hydration) => ({
    resource: resourceId({ ...access.resource, name: access.resource.resource }),
    method: hydration.method,
    region,
    filters: [hydration, ...(hydration.further ?? [])]
      .map(({ parameter, keys }) => `${parameter} = ${joinIdentifier(keys)} of each row`)
      .join('; '),
    calls: hydration.expectedCalls,
    note: [noteOf(hydration), ...(access.leading === undefined ? [] : [leadingNote(access.leading)])].join('; '),
    // Of rows that there were none of there was no call either.
    ...(hasRun && { actual: measuresOf(hydration) }),
  }));
}

function noteOf({ batch, columns }: Hydration): string {
  return `${callsFor(batch)} for ${columns.join(', ')}`;
}

/** Of which rows calls are made, where it is not all. */
function leadingNote({ rows, partition }: NonNullable<Access['leading']>): string {
  return `of ${partition.length === 0 ? '' : 'each group '}the first ${rows === 1 ? 'row' : `${rows.toLocaleString('en-US')} rows`} alone`;
}

const nothing: Measures = { calls: 0, pages: 0, rows: 0, retries: 0, milliseconds: 0, bytes: 0, waited: 0 };

function measuresOf({ measures = nothing }: Measured): Measures {
  return measures;
}
