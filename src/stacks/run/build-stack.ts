import { randomUUID } from 'node:crypto';
import type { Value } from '../../data/value.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import type { StackResource } from '../environment/stack.ts';
import { runGraph } from '../graph/run-graph.ts';
import { buildResource, testResource } from './build-resource.ts';
import { checkStatements } from './check-statements.ts';
import { forgetRemoved, removedResources } from './removed-resources.ts';
import { deleteReplaced } from './replaced-resources.ts';
import { rollBack } from './roll-back.ts';
import { inResource } from './run-anchor.ts';
import type { StackOutcome } from './stack-event.ts';
import { type StackRun, tell, type Work, workOn } from './stack-run.ts';
import { collectAll, collectResource, refuseProtected, teardownResource } from './teardown-resource.ts';

/** How work on a stack ended. */
export interface StackResult {
  /** Its name in the manifest. */
  readonly stack: string;
  /** `dev`. */
  readonly environment: string;
  /** Each resource of the stack, in the order in which they were worked on; at the end those that only the record still has. */
  readonly resources: readonly ResourceResult[];
  /** The stack's own outputs; what is protected is hidden. */
  readonly exports: Readonly<Record<string, Value>>;
  /** The first thing that failed. */
  readonly error?: SkyqlError;
}

/** How work on one resource ended. */
export interface ResourceResult {
  /** Its name in the stack. */
  readonly address: string;
  /** `skipped`: an earlier one failed. */
  readonly outcome: StackOutcome | 'skipped';
  /** As the provider writes it; null of what is not there. */
  readonly identifier: string | null;
  /** How long the work on it took. */
  readonly milliseconds: number;
}

/** Brings a stack to what its manifest says. Throws what is wrong with its statements before any of it is made. */
export async function buildStack(run: StackRun): Promise<StackResult> {
  await checkStatements(run);
  const { record } = run.file;
  record.run = {
    id: randomUUID(),
    command: 'build',
    started: new Date().toISOString(),
    steps: record.run?.steps ?? {},
  };
  const works = new Map<string, Work>();
  let answer = await runAll(run, 'forward', buildResource, works);
  if (answer.error === undefined && run.options.only === undefined) answer = await withoutReplaced(run, answer);
  if (answer.error === undefined) {
    answer = await withRemoved(run, answer);
    endRun(run);
    const shown = Object.entries(answer.exports).filter(([name]) => !isProtected(run, name));
    if (run.options.only === undefined) record.exports = Object.fromEntries(shown);
    await run.file.save();
    return answer;
  }
  if (run.options.onFailure !== 'rollback') return answer;
  const undone = await rollBack(run, works, answer.resources);
  return { ...answer, resources: undone };
}

/** How work ended, once what was replaced is deleted. */
async function withoutReplaced(run: StackRun, answer: StackResult): Promise<StackResult> {
  try {
    await deleteReplaced(run);
    return answer;
  } catch (error) {
    if (!(error instanceof SkyqlError)) throw error;
    return { ...answer, error };
  }
}

/** Whether all of a stack is there and as it is wanted: it only reads. */
export async function testStack(run: StackRun): Promise<StackResult> {
  return runAll(run, 'forward', testResource);
}

/** Deletes a stack: what needs others first. */
export async function teardownStack(run: StackRun): Promise<StackResult> {
  const { works, there } = await collectAll(run);
  for (const [name, work] of works) if (there.has(name) && partOf(run, name) === 'chosen') refuseProtected(work);
  let answer = await runAll(run, 'backward', (work) => teardownResource(work, there.has(work.resource.name)), works);
  if (answer.error === undefined) answer = await withoutReplaced(run, answer);
  if (answer.error === undefined) {
    answer = await withRemoved(run, answer);
    endRun(run);
    if (run.options.only === undefined) delete run.file.record.exports;
    await run.file.save();
  }
  return answer;
}

/** Nothing is under way any more but what this run has not worked on: of that nobody knows yet whether it was made. */
function endRun(run: StackRun): void {
  const { record } = run.file;
  if (record.run === undefined) return;
  const { resources } = run.stack;
  const open = Object.entries(record.run.steps).filter(
    ([name, { state }]) =>
      state === 'begun' && (partOf(run, name) !== 'chosen' || !resources.some((one) => one.name === name)),
  );
  if (open.length === 0) delete record.run;
  else record.run.steps = Object.fromEntries(open);
}

/** How work ended, with what the record holds beside the stack: what of it is gone is forgotten, the rest is told of. */
async function withRemoved(run: StackRun, answer: StackResult): Promise<StackResult> {
  const removed = await removedResources(run);
  const gone = removed.filter(({ isGone }) => isGone).map(({ address }) => address);
  await forgetRemoved(run, gone);
  const results = removed.map(({ address, identity, isGone, reason }): ResourceResult => {
    const outcome = isGone ? 'absent' : 'left';
    run.onEvent({ resource: address, state: outcome, detail: reason, milliseconds: 0 });
    return { address, outcome, identifier: identity?.key.join('|') ?? null, milliseconds: 0 };
  });
  return { ...answer, resources: [...answer.resources, ...results] };
}

async function runAll(
  run: StackRun,
  direction: 'forward' | 'backward',
  step: (work: Work) => Promise<StackOutcome>,
  works = new Map<string, Work>(),
): Promise<StackResult> {
  const results = new Map<string, ResourceResult>();
  let failure: unknown;
  const work = async (resource: StackResource): Promise<void> => {
    const own = works.get(resource.name) ?? workOn(run, resource);
    const began = run.clock.now();
    works.set(resource.name, own);
    const end = (outcome: StackOutcome, detail?: string) => {
      const identifier = own.identity?.key.join('|') ?? null;
      results.set(resource.name, {
        address: resource.name,
        outcome,
        identifier,
        milliseconds: run.clock.now() - began,
      });
      tell(own, outcome, detail);
    };
    try {
      const part = partOf(run, resource.name);
      if (part === 'needed') await collectResource(own);
      end(part === 'chosen' ? await inTime(own, step) : 'left');
    } catch (error) {
      end('failed', error instanceof Error ? error.message : String(error));
      failure ??= error;
      if (run.options.onFailure !== 'ignore') throw error;
    }
  };
  const { resources } = run.stack;
  await runGraph({ resources, parallel: run.options.parallel, direction, work }).catch(() => undefined);
  if (failure !== undefined && !(failure instanceof SkyqlError)) throw failure;
  const ordered = direction === 'forward' ? resources : resources.toReversed();
  return {
    stack: run.stack.name,
    environment: run.stack.environment,
    resources: ordered.map(
      ({ name }) => results.get(name) ?? { address: name, outcome: 'skipped', identifier: null, milliseconds: 0 },
    ),
    exports: stackExports(run),
    ...(failure !== undefined && { error: failure as SkyqlError }),
  };
}

/** Work on a resource, no longer than it may take. */
function inTime(work: Work, step: (work: Work) => Promise<StackOutcome>): Promise<StackOutcome> {
  const deadline = work.run.deadlines.get(work.resource.name);
  if (deadline === undefined) return step(work);
  return deadline
    .within(() => step(work))
    .catch((error: unknown) => {
      throw inResource(work, error);
    });
}

/** What `only` makes of a resource. */
export function partOf({ stack, options }: StackRun, name: string): 'chosen' | 'needed' | 'none' {
  const { only } = options;
  if (only === undefined || only.includes(name)) return 'chosen';
  const needed = new Set<string>(only);
  // Each comes behind what it needs.
  for (const resource of stack.resources.toReversed())
    if (needed.has(resource.name)) for (const one of resource.needs) needed.add(one);
  return needed.has(name) ? 'needed' : 'none';
}

function isProtected({ stack }: StackRun, name: string): boolean {
  const own = name.split('.').at(-1) ?? name;
  return (
    stack.resources.some(({ protectedExports }) => protectedExports.includes(own)) ||
    stack.globals.some((global) => global.name === name && global.isProtected)
  );
}

/** The exports of resources that the manifest names as those of the stack: the last one of a name. */
function stackExports(run: StackRun): Readonly<Record<string, Value>> {
  const all = exportsOf(run);
  return Object.fromEntries(
    run.stack.manifest.exports
      .filter(({ value }) => all.has(value))
      .map(({ value }) => [value, run.redactor.value(all.get(value) ?? null)]),
  );
}

function exportsOf({ stack, states }: StackRun): ReadonlyMap<string, Value> {
  return new Map<string, Value>([
    ...stack.globals.map(({ name, value }): [string, Value] => [name, value?.value ?? null]),
    ['stack_name', stack.name],
    ['stack_env', stack.environment],
    ...stack.resources.flatMap(({ name }) => {
      const own = Object.entries(states.get(name)?.exports ?? {});
      return [...own, ...own.map(([column, value]): [string, Value] => [`${name}.${column}`, value])];
    }),
  ]);
}
