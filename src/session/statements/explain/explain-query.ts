import { resourceId } from '../../../catalog/resource-id.ts';
import type { ScanWish } from '../../../plan/access/choose-access.ts';
import type { ParentChoice } from '../../../plan/access/choose-parents.ts';
import { assumedRows, batchOf, type PathChoice, placeColumns } from '../../../plan/access/choose-path.ts';
import type { NeededPermissions } from '../../../plan/needed-permissions.ts';
import type { KeyLink } from '../../../plan/outline/query-outline.ts';
import type { ParentScan } from '../../../plan/scan-plan.ts';
import { fetchRows } from '../../fetch-rows.ts';
import { foreseeRead } from '../../foresee-reads.ts';
import { type PreparedQuery, prepareQuery } from '../../prepare-query.ts';
import type { ReadStatistics } from '../../read-cost.ts';
import type { StatementRun } from '../../statement-run.ts';
import type { Explanation, Step } from './explanation.ts';

/** The calls that a query makes; those of a query that ran with what each took, when it is to be analyzed. */
export async function explainQuery(run: StatementRun, sql: string, analyze: boolean): Promise<Explanation> {
  const query = await prepareQuery(run, sql);
  const statistics = analyze ? await fetchRows(run, query) : undefined;
  const steps: Step[] = [];
  const permissions: NeededPermissions[] = [];
  const numbers = new Map<number, number>();
  for (const id of inOrder(query)) {
    const wish = query.wishes.get(id);
    if (wish === undefined) continue;
    const feeds = query.feeds.get(id) ?? [];
    const { planned, permissions: needed } = await foreseeRead(run, wish, feeds);
    const { plan, choice } = planned;
    permissions.push(...needed);
    const regions = feeds.some(({ column }) => column === 'region')
      ? `from step ${stepsOf(feeds, 'region', numbers)}`
      : [...new Set(plan.requests.map(({ scope }) => scope.region))].join(', ');
    const places = Math.max(1, new Set(plan.requests.map(({ scope }) => `${scope.connection}/${scope.region}`)).size);
    const counted = statistics?.get(id);
    const listed = parentSteps(choice, plan.parents ?? [], steps.length, regions, places, counted);
    steps.push(...listed.steps);
    numbers.set(id, steps.length + 1);
    for (const [covered, by] of query.covered) if (by === id) numbers.set(covered, steps.length + 1);
    const root = rootStep(wish, choice, regions, places, feeds, numbers, listed.notes);
    steps.push({ ...root, actual: actualOf(counted) }, ...hydrationSteps(wish, choice, regions, places, counted));
  }
  return { steps, permissions };
}

/** Reads after those that feed them. */
function inOrder(query: PreparedQuery): readonly number[] {
  const done: number[] = [];
  const add = (id: number) => {
    if (done.includes(id)) return;
    for (const feed of query.feeds.get(id) ?? [])
      for (const source of feed.sources) if (source.kind === 'read') add(query.covered.get(source.read) ?? source.read);
    done.push(id);
  };
  for (const id of query.wishes.keys()) add(id);
  return done;
}

function stepsOf(feeds: readonly KeyLink[], column: string | undefined, numbers: ReadonlyMap<number, number>): string {
  const reads = feeds
    .filter((feed) => column === undefined || feed.column === column)
    .flatMap(({ sources }) => sources.flatMap((source) => (source.kind === 'read' ? [numbers.get(source.read)] : [])));
  return [...new Set(reads.map((number) => (number === undefined ? 'the local table' : String(number))))].join(', ');
}

/** The steps that list a read's parents, each after its own parents, and which step gives which parameter. */
function parentSteps(
  { path, parents }: PathChoice,
  plans: readonly ParentScan[],
  before: number,
  region: string,
  places: number,
  counted: ReadStatistics | undefined,
): { readonly steps: readonly Step[]; readonly notes: readonly string[] } {
  const steps: Step[] = [];
  const notes: string[] = [];
  for (const [index, parent] of parents.entries()) {
    const { wish, choice, description, parameters } = parent;
    const own = counted?.parts.get(`parent ${index}`);
    const plan = plans[index]?.plan;
    const isGlobal = description.global === true;
    // Fed places are not known yet; what belongs to no region has its own.
    const where = isGlobal ? [...new Set(plan?.requests.map(({ scope }) => scope.region))].join(', ') : region;
    const at = isGlobal ? 1 : places;
    const listed = parentSteps(choice, plan?.parents ?? [], before + steps.length, where, at, own);
    steps.push(...listed.steps);
    const gives = `gives ${parameters.map(({ parameter }) => parameter.name).join(', ')}`;
    const root = rootStep(wish, choice, where, at, [], new Map(), [gives, ...listed.notes]);
    steps.push({ ...root, actual: counted && (actualOf(own) ?? nothing) });
    notes.push(takenFrom(parameters, before + steps.length, batchOf(path, parent)));
    steps.push(...hydrationSteps(wish, choice, where, at, own));
  }
  return { steps, notes };
}

function takenFrom(parameters: ParentChoice['parameters'], step: number, batch: number): string {
  return `${parameters.map(({ parameter }) => parameter.name).join(', ')} from step ${step}, ${callsFor(batch)}`;
}

function callsFor(batch: number): string {
  return batch === 1 ? '1 call a row' : `1 call for ${batch} rows`;
}

const nothing = { calls: 0, pages: 0, rows: 0, retries: 0, milliseconds: 0 };

function actualOf(counted: ReadStatistics | undefined): Step['actual'] {
  if (counted === undefined) return undefined;
  const { parts: _parts, ...own } = counted;
  return own;
}

function rootStep(
  wish: ScanWish,
  choice: PathChoice,
  region: string,
  places: number,
  feeds: readonly KeyLink[],
  numbers: ReadonlyMap<number, number>,
  notesBefore: readonly string[] = [],
): Step {
  const keys = feeds.filter(({ column }) => column !== 'region');
  const parameters = choice.bindings.filter(
    ({ parameter }) =>
      !keys.some(
        ({ column }) => parameter.columns.some((names) => names.includes(column)) || parameter.name === column,
      ),
  );
  const filters = [
    ...parameters.map(({ parameter, values }) => `${parameter.name} = ${values.join(', ')}`),
    ...choice.filters
      .filter(({ column }) => !keys.some((feed) => feed.column === column))
      .map(
        (filter) =>
          `${filter.column}${filter.key === undefined ? '' : `.${filter.key}`} ${filter.operator} ${filter.values.map(String).join(', ')}`,
      ),
  ];
  const pushed = new Set([
    ...choice.filters.map(({ column }) => column),
    ...[...choice.bindings, ...choice.parents.flatMap((parent) => parent.parameters)].flatMap(({ parameter }) => [
      parameter.name,
      ...parameter.columns.flat(),
    ]),
  ]);
  const local = [...new Set(wish.predicates.map(({ column }) => column))].filter(
    (column) => !pushed.has(column) && !placeColumns.includes(column),
  );
  const notes = [
    ...notesBefore,
    ...keys.map((feed) => `${feed.column} from step ${stepsOf([feed], undefined, numbers)}`),
    ...(local.length === 0 ? [] : [`filtered here: ${local.join(', ')}`]),
    ...(choice.unread.length === 0 ? [] : [`not readable: ${choice.unread.join(', ')}`]),
    ...(choice.path.callsPerRow > 0 ? ['lists its parents first'] : []),
    ...(estimates(choice) ? [`estimated for ${assumedRows} rows a region`] : []),
  ];
  return {
    resource: resourceId(wish.description),
    method: choice.path.method,
    region,
    filters: filters.join('; '),
    calls: keys.length > 0 ? null : Math.ceil(rootCalls(choice) * places),
    note: notes.join('; '),
  };
}

/** Whether the number of calls hangs on how many rows there are, which nobody knows before. */
function estimates({ path, hydrations, parents }: PathChoice): boolean {
  return parents.length > 0 || (path.kind === 'list' && (path.callsPerRow > 0 || hydrations.length > 0));
}

/** The calls of the first path alone. */
function rootCalls(choice: PathChoice): number {
  const further = choice.hydrations.reduce((sum, { batch }) => sum + choice.rows / batch, 0);
  const before = choice.parents.reduce((sum, parent) => sum + parent.choice.calls, 0);
  return Math.max(1, choice.calls - further - before);
}

function hydrationSteps(
  wish: ScanWish,
  choice: PathChoice,
  region: string,
  places: number,
  counted: ReadStatistics | undefined,
): readonly Step[] {
  return choice.hydrations.map((hydration, index) => ({
    resource: resourceId(wish.description),
    method: hydration.method,
    region,
    filters: [hydration, ...(hydration.further ?? [])]
      .map(({ parameter, keys }) => `${parameter} = ${keys.join('|')} of each row`)
      .join('; '),
    calls: Math.ceil((choice.rows / hydration.batch) * places),
    note: `${callsFor(hydration.batch)} for ${hydration.columns.join(', ')}`,
    // Of rows that there were none of there was no call either.
    actual: counted && (actualOf(counted.parts.get(`hydration ${index}`)) ?? nothing),
  }));
}
