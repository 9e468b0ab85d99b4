import { pointerKeys } from '../../data/json-pointer.ts';
import type { Value } from '../../data/value.ts';
import { runGraph } from '../graph/run-graph.ts';
import { replaceReason } from '../run/build-resource.ts';
import { partOf } from '../run/build-stack.ts';
import { checkStatements } from '../run/check-statements.ts';
import { type Examination, examine, recordedRow } from '../run/examine.ts';
import { propValues } from '../run/prop-values.ts';
import { readExports } from '../run/read-exports.ts';
import { takeRecordedExports } from '../run/recorded-exports.ts';
import { renderAnchor, waitsForOthers } from '../run/run-anchor.ts';
import { type StackRun, tell, type Work, workOn } from '../run/stack-run.ts';
import { collectResource } from '../run/teardown-resource.ts';
import { changedTriggers } from '../run/triggers.ts';
import { unknownIn } from '../templates/unknown-mark.ts';
import { entryOf, type PlanParts, planOf, removedEntries } from './plan-entry.ts';
import { type NeedFor, resourceNeeds } from './resource-needs.ts';
import type { PlannedAction, PlannedResource, StackPlan } from './stack-plan.ts';
import { type StatementNeeds, statementNeeds } from './statement-needs.ts';

/** Finds out what a build would do, without doing any of it. Throws what is wrong with the stack's statements. */
export async function planStack(run: StackRun): Promise<StackPlan> {
  await checkStatements(run);
  const planned = new Map<string, PlannedResource>();
  const needs: StatementNeeds[] = [];
  const { resources } = run.stack;
  await runGraph({
    resources,
    parallel: run.options.parallel,
    direction: 'forward',
    async work(resource) {
      const work = workOn(run, resource);
      const part = partOf(run, resource.name);
      if (part === 'needed') await collectResource(work);
      if (part !== 'chosen') return;
      tell(work, 'looking');
      planned.set(resource.name, await planResource(work, needs, (name) => comingOf(planned.get(name))));
    },
  });
  const ordered = [
    ...resources.flatMap(({ name }) => planned.get(name) ?? []),
    ...replacedBefore(run),
    ...(await removedEntries(run)),
  ];
  const outside = await Promise.all(run.outside.map((statement) => statementNeeds(run.workers, statement)));
  return planOf(
    run,
    ordered,
    [...needs, ...outside].flatMap(({ permissions }) => permissions),
  );
}

/** What a build that did not end has left to delete. */
function replacedBefore(run: StackRun): readonly PlannedResource[] {
  const { file, stack, options } = run;
  if (options.only !== undefined) return [];
  return (file.record.replaced ?? []).flatMap((one) => {
    const resource = stack.resources.find(({ name }) => name === one.address);
    const isStill = file.record.resources[one.address]?.key?.join('|') === one.key.join('|');
    if (resource === undefined || isStill) return [];
    const identity = { key: one.key, scope: { connection: one.connection, region: one.region } };
    const work: Work = { ...workOn(run, resource), identity };
    return [entryOf(work, { actions: ['delete'], reason: 'another one has come in its place' })];
  });
}

/** What is going to become of a resource that others may be replaced by. */
function comingOf(planned: PlannedResource | undefined): 'changed' | 'replaced' | undefined {
  const actions = planned?.actions ?? [];
  if (actions.includes('replace')) return 'replaced';
  return actions.some((action) => action === 'create' || action === 'update' || action === 'put')
    ? 'changed'
    : undefined;
}

/** The entry of a resource with the calls that it takes. */
async function planResource(
  work: Work,
  needs: StatementNeeds[],
  isAboutTo: (name: string) => 'changed' | 'replaced' | undefined,
): Promise<PlannedResource> {
  const { entry, found } = await planOne(work, isAboutTo);
  const [first = 'no-op'] = entry.actions.filter((action) => action !== 'adopt');
  const own = await resourceNeeds(work, first === 'no-op' || first === 'leave' ? 'nothing' : (first as NeedFor), found);
  needs.push(own);
  return { ...entry, calls: own.calls };
}

interface Planned {
  readonly entry: PlannedResource;
  readonly found?: Examination;
}

async function planOne(work: Work, isAboutTo: (name: string) => 'changed' | 'replaced' | undefined): Promise<Planned> {
  const { resource, run } = work;
  let found: Examination | undefined;
  const planned = (own: PlanParts & Pick<PlannedResource, 'actions' | 'reason'>): Planned => ({
    entry: entryOf(work, own),
    ...(found !== undefined && { found }),
  });
  if (resource.type === 'query') {
    const anchor = resource.anchors.get('exports');
    const waits = anchor !== undefined && waitsForOthers(renderAnchor(work, anchor));
    if (!waits) await readExports(work);
    return planned({
      actions: ['read'],
      reason: waits ? 'read once what it asks for is there' : 'read at every build',
    });
  }
  if (resource.type === 'script' || resource.type === 'command') {
    takeRecordedExports(work);
    return planned({ actions: ['run'], reason: `run at every build${exportsKnown(work)}` });
  }
  if (resource.anchors.has('createorupdate')) return planned({ actions: ['put'], reason: 'written at every build' });
  found = await examine(work);
  const { comparison } = found;
  if (!found.exists) {
    // What is recorded and still there is not made again, whatever else is not known before the build.
    const row = found.isUnknown ? await recordedRow(work) : undefined;
    const isThere = row !== undefined;
    if (isThere) await readExports(work, row);
    return planned({
      actions: [isThere ? 'update' : 'create'],
      reason: !found.isUnknown
        ? 'it is not there'
        : isThere
          ? 'it is there; whether it differs is known once what it needs is'
          : 'it needs what is not there yet',
      ...afterOf(work, found),
    });
  }
  const reasons = [...(comparison?.replacePaths ?? []), ...changedTriggers(work, isAboutTo)];
  if (reasons.length > 0) {
    // What is made anew exports what nobody knows yet.
    work.state.isUnknown = true;
    return planned({
      actions: ['replace'],
      reason: `${replaceReason(found, reasons)}${resource.createBeforeDestroy === undefined ? '' : '; the new one is made first'}`,
      ...differencesOf(work, found),
    });
  }
  await readExports(work, found.row);
  const isRecorded = run.file.record.resources[resource.name] !== undefined;
  const adopts: readonly PlannedAction[] = isRecorded || work.derived === undefined ? [] : ['adopt'];
  if (found.isAsWanted === false) {
    return planned({
      actions: [...adopts, 'update'],
      reason: comparison === undefined ? 'its check says that it is not as it is wanted' : reasonOf(found),
      ...differencesOf(work, found),
    });
  }
  return planned({
    actions: adopts.length > 0 ? adopts : ['no-op'],
    reason: adopts.length > 0 ? 'it is there already, and no run of this stack has made it' : 'it is as it is wanted',
  });
}

/** What the plan can know of a script's exports, which only tells them when it runs. */
function exportsKnown({ resource, state }: Work): string {
  const names = resource.exports.map(({ name }) => name);
  if (names.length === 0) return '';
  const unknown = names.filter((name) => state.exports[name] === undefined);
  const known = names.filter((name) => !unknown.includes(name));
  return [
    ...(known.length > 0 ? [`; ${known.join(', ')} taken to be as at the last run`] : []),
    ...(unknown.length > 0 ? [`; ${unknown.join(', ')} known once it has run`] : []),
  ].join('');
}

function reasonOf({ comparison }: Examination): string {
  const differences = comparison?.differences ?? [];
  const named = (cause: string) => differences.filter((one) => one.cause === cause).map(({ property }) => property);
  return [
    ['wanted otherwise', named('change')],
    ['changed by somebody else', named('drift')],
    ['changed by somebody else and wanted otherwise', named('both')],
  ]
    .filter(([, names]) => (names as readonly string[]).length > 0)
    .map(([what, names]) => `${(names as readonly string[]).join(', ')} ${what}`)
    .join('; ');
}

/** What is known of a resource that is to be created. */
function afterOf(work: Work, { wanted }: Examination): PlanParts {
  const given = wanted?.properties ?? propValues(work);
  const isUnknown = (value: Value) => unknownIn(value) !== undefined;
  const entries = Object.entries(given);
  const secret = new Set((wanted?.create.secrets ?? []).map((pointer) => pointerKeys(pointer)[1] ?? ''));
  return {
    after: shown(work, Object.fromEntries(entries.filter(([, value]) => !isUnknown(value))), secret),
    after_unknown: entries.filter(([, value]) => isUnknown(value)).map(([name]) => name),
    sensitive: sensitiveIn(work, entries, secret),
  };
}

function differencesOf(work: Work, { comparison, wanted }: Examination): PlanParts {
  const differences = comparison?.differences ?? [];
  const secret = new Set([
    ...differences.filter(({ isSecret }) => isSecret === true).map(({ property }) => property),
    ...(wanted?.create.secrets ?? []).map((pointer) => pointerKeys(pointer)[1] ?? ''),
  ]);
  const entries = differences.map(({ property, after }): [string, Value] => [property, after]);
  return {
    before: shown(work, Object.fromEntries(differences.map(({ property, before }) => [property, before])), secret),
    after: shown(work, Object.fromEntries(entries), secret),
    sensitive: sensitiveIn(work, entries, secret),
    replace_paths: comparison?.replacePaths ?? [],
    drift: differences.filter(({ cause }) => cause !== 'change').map(({ property }) => property),
  };
}

function shown(
  { run }: Work,
  values: Readonly<Record<string, Value>>,
  secret: ReadonlySet<string>,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      secret.has(name) && value !== null ? '***' : run.redactor.value(value),
    ]),
  );
}

function sensitiveIn(
  { run }: Work,
  entries: readonly [string, Value][],
  secret: ReadonlySet<string>,
): readonly string[] {
  return entries.filter(([name, value]) => secret.has(name) || run.redactor.isHidden(value)).map(([name]) => name);
}

/** What is only written down: what was adopted is as it is wanted. */
const changesNothing: readonly PlannedAction[] = ['no-op', 'leave', 'adopt', 'read', 'run', 'put'];

/** Whether a plan would change anything. */
export function changesAnything({ resources }: Pick<StackPlan, 'resources'>): boolean {
  return resources.some(({ actions }) => actions.some((action) => !changesNothing.includes(action)));
}
