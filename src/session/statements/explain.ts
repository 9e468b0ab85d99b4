import type { MethodDescription, ResourceDescription } from '../../catalog/resource-description.ts';
import { resourceId } from '../../catalog/resource-id.ts';
import type { Row } from '../../data/value.ts';
import type { EngineResult } from '../../engine/engine.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import type { ParentChoice } from '../../plan/choose-parents.ts';
import { assumedRows, batchOf, type PathChoice, placeColumns } from '../../plan/choose-paths.ts';
import { callPermissions, type NeededPermissions, partsOf } from '../../plan/needed-permissions.ts';
import type { ScanWish } from '../../plan/plan-scan.ts';
import type { KeyFeed } from '../../plan/query-plan.ts';
import type { ParentScan } from '../../plan/scan-plan.ts';
import type { MutationRequest } from '../../providers/provider.ts';
import type {
  DeleteStatement,
  ExplainStatement,
  InsertStatement,
  Statement,
  UpdateStatement,
} from '../../sql/statement.ts';
import { fetchRows } from '../fetch-rows.ts';
import { foreseenResources, foreseeRead } from '../foresee-reads.ts';
import { type PreparedQuery, prepareQuery } from '../prepare-query.ts';
import type { ReadStatistics } from '../read-cost.ts';
import type { StatementRun } from '../statement-run.ts';
import { tableResult } from '../table-result.ts';
import { changePermissions } from './change-permissions.ts';
import type { ChangePlan } from './change-plan.ts';
import { nameOf } from './changed-rows.ts';
import { permissionNotes, warnOfDerived, warnOfLength } from './permission-notes.ts';
import { planDelete } from './plan-delete.ts';
import { planInsert } from './plan-insert.ts';
import { planUpdate } from './plan-update.ts';
import { policiesOf, policyOf } from './policy.ts';
import { planExec } from './run-exec.ts';

/** One line of EXPLAIN: a call, or a group of like calls. */
interface Step {
  readonly resource: string;
  readonly method: string;
  readonly region: string;
  readonly filters: string;
  readonly calls: number | null;
  readonly note: string;
  readonly actual?: Omit<ReadStatistics, 'parts'>;
}

interface Explanation {
  readonly steps: readonly Step[];
  readonly permissions: readonly NeededPermissions[];
}

const columns = [
  { name: 'step', type: 'BIGINT' },
  { name: 'resource' },
  { name: 'method' },
  { name: 'region' },
  { name: 'filters' },
  { name: 'calls', type: 'BIGINT' },
  { name: 'note' },
];
const actualColumns = ['pages', 'rows', 'retries', 'milliseconds'].map((name) => ({ name, type: 'BIGINT' }));

/** EXPLAIN: the calls that a statement makes and the permissions that it needs. Of a mutation nothing is sent that changes anything. */
export async function explain(run: StatementRun, statement: ExplainStatement): Promise<EngineResult> {
  // Who asks for a policy may not be allowed to read yet.
  run.foresees = statement.format === 'policy';
  const { steps, permissions } = await explanationOf(run, statement.statement, statement.analyze);
  // A mutation is planned by reading what it would touch: what that took it needs as well.
  const needs = [...permissions, ...run.permissions];
  const policy = policyOf(needs);
  const { engine } = run.session;
  if (statement.format === 'policy') {
    const policies = policiesOf(needs);
    warnOfDerived(run, needs);
    warnOfLength(run, policies.length);
    return tableResult(
      engine,
      [{ name: 'policy', type: 'JSON' }],
      policies.map((one) => ({ policy: one })),
    );
  }
  const notes = permissionNotes(needs);
  const rows = steps.map(({ actual, ...step }, index): Row => ({ step: index + 1, ...step, ...actual }));
  if (statement.format === 'json')
    return tableResult(engine, [{ name: 'plan', type: 'JSON' }], [{ plan: { steps: rows, policy, notes } }]);
  const last = [
    { resource: 'IAM policy', note: JSON.stringify(policy) },
    ...notes.map((note) => ({ resource: 'IAM policy, not certain', note })),
  ].map((row, index): Row => ({ step: steps.length + 1 + index, ...row }));
  return tableResult(engine, statement.analyze ? [...columns, ...actualColumns] : columns, [...rows, ...last]);
}

async function explanationOf(run: StatementRun, statement: Statement, analyze: boolean): Promise<Explanation> {
  switch (statement.kind) {
    case 'query':
      return explainQuery(run, statement.sql, analyze);
    case 'local':
      return explainQuery(run, statement.query ?? statement.definition ?? statement.sql, analyze);
    case 'materialized-view':
      return explainQuery(run, statement.query ?? 'SELECT NULL', analyze);
    case 'insert':
      return changeSteps(run, statement, refuseAnalyze(analyze, await planInsert(run, statement)));
    case 'update':
      return updateSteps(run, statement, refuseAnalyze(analyze, await planUpdate(run, statement)));
    case 'delete':
      return changeSteps(run, statement, refuseAnalyze(analyze, await planDelete(run, statement)));
    case 'exec': {
      const plan = refuseAnalyze(analyze, await planExec(run, statement));
      const { request, method, description } = plan;
      const note = `${method.changes ? 'changes the cloud: ' : ''}${JSON.stringify(request.properties ?? {})}`;
      const step = {
        resource: resourceId(description),
        method: method.name,
        region: request.scope.region,
        filters: '',
        calls: 1,
        note,
      };
      return { steps: [step], permissions: changePermissions(description, method, [request]) };
    }
    default:
      return { steps: [], permissions: [] };
  }
}

function refuseAnalyze<Plan>(analyze: boolean, plan: Plan): Plan {
  if (!analyze) return plan;
  throw new SkyqlError('UNSUPPORTED_STATEMENT', 'EXPLAIN ANALYZE runs the statement, and this one changes the cloud.', {
    hint: 'EXPLAIN shows what it would do; run it by itself to do it.',
  });
}

function changeSteps(
  run: StatementRun,
  statement: InsertStatement | UpdateStatement | DeleteStatement,
  { changes, description, method }: ChangePlan,
): Explanation {
  const requests = changes.map(({ request }) => request);
  return {
    permissions: changePermissions(description, method, [
      ...requests,
      ...(run.foresees && requests.length === 0 ? foreseenRequests(run, statement, description, method) : []),
    ]),
    steps: changes.map(({ request, unchanged, note }) => ({
      resource: request.identifier ?? resourceId(description),
      method: method.name,
      region: request.scope.region,
      filters: '',
      calls: unchanged === true ? 0 : 1,
      note,
    })),
  };
}

/** The changes that a statement will make, as far as its text says: of which resources, and which roles it passes. */
function foreseenRequests(
  run: StatementRun,
  statement: InsertStatement | UpdateStatement | DeleteStatement,
  description: ResourceDescription,
  method: MethodDescription,
): readonly MutationRequest[] {
  const { kind, hints } = statement;
  const shared = { resource: nameOf(description), method: method.name, wait: hints.wait };
  const text = kind === 'update' ? statement.assignments.map(({ expression }) => expression).join(' ') : '';
  const properties = { roles: [...text.matchAll(/'(arn:[^:']+:iam::[^']+)'/g)].map(([, role = '']) => role) };
  const nowhere = { connection: '', region: '' };
  const some = kind === 'insert' ? [] : foreseenResources(run.foreseen, resourceId(description));
  const mutation = ({ insert: 'create', update: 'update', delete: 'delete' } as const)[kind];
  return some.length === 0
    ? [{ ...shared, kind: mutation, scope: nowhere, properties }]
    : some.map((one) => ({ ...shared, ...one, kind: mutation, properties }));
}

/** An UPDATE by Cloud Control reads each resource before it changes it. */
function updateSteps(run: StatementRun, statement: UpdateStatement, plan: ChangePlan): Explanation {
  const { description, method } = plan;
  const explanation = changeSteps(run, statement, plan);
  const reading = description.methods.find(({ name }) => name === 'get_resource');
  if (!run.foresees || method.call.api === 'native' || reading === undefined) return explanation;
  const read = foreseenResources(run.foreseen, resourceId(description)).map(({ identifier, scope }) => ({
    identifier: partsOf(description.identifier, identifier),
    region: scope.region,
  }));
  const need = callPermissions(description, { ...reading, method: reading.name }, read.length === 0 ? undefined : read);
  return { ...explanation, permissions: [...explanation.permissions, need] };
}

async function explainQuery(run: StatementRun, sql: string, analyze: boolean): Promise<Explanation> {
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

function stepsOf(feeds: readonly KeyFeed[], column: string | undefined, numbers: ReadonlyMap<number, number>): string {
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
  feeds: readonly KeyFeed[],
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
