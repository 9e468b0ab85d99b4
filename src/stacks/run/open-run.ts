import { randomUUID } from 'node:crypto';
import { suggest } from '../../data/suggest.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import { otherProviders } from '../../naming/foreign-names.ts';
import type { ConnectOptions } from '../../session/connect-options.ts';
import { type DerivedResource, derivedResource } from '../derive/derived-resource.ts';
import { findTarget } from '../derive/find-target.ts';
import type { StackAuth } from '../environment/read-auth.ts';
import type { Stack, StackResource } from '../environment/stack.ts';
import { faultAt } from '../manifest/source-file.ts';
import { openRecord, type RecordFile } from '../record/record-file.ts';
import { createScope } from '../scope/create-scope.ts';
import { outsideValues } from '../scope/outside-values.ts';
import type { ResourceState } from '../scope/resource-state.ts';
import { type Clock, realClock } from './clock.ts';
import { createDeadline, type Deadline } from './deadline.ts';
import { checkExports } from './read-exports.ts';
import { createRedactor } from './redactor.ts';
import { forgetRemoved } from './removed-resources.ts';
import type { StackEvent } from './stack-event.ts';
import type { StackRun, StackRunOptions } from './stack-run.ts';
import { checkSnapshot } from './take-snapshot.ts';
import { openWorkers, type Statement, type Workers } from './workers.ts';

export interface OpenRunOptions extends Partial<StackRunOptions> {
  readonly connect: ConnectOptions;
  /** The command that changes something: nobody else may work on the stack meanwhile. */
  readonly lockFor?: string;
  /** What the record holds beside the stack, and shall not any more. */
  readonly forget?: readonly string[];
  readonly clock?: Clock;
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: StackEvent) => void;
}

export interface OpenRun extends StackRun {
  close(): Promise<void>;
}

/** Opens what work on a stack needs, and checks all that can be before anything is asked for. */
export async function openRun(stack: Stack, options: OpenRunOptions): Promise<OpenRun> {
  const { connect, lockFor, clock = realClock, signal, onEvent = () => undefined } = options;
  const only = options.only === undefined ? undefined : chosenOf(stack, options.only);
  const workers = await openWorkers(connect);
  const ownWorkers = new Map<string, Workers>();
  const opened = new Map<string, Workers>();
  let file: RecordFile | undefined;

  /** Statements of resources that have credentials of their own: one host for each of these. */
  async function workersAs({ name, credentials }: StackAuth): Promise<Workers> {
    const known = opened.get(credentials.accessKeyId);
    if (known !== undefined) return known;
    const { sandbox: _, profile: _profile, connection: _connection, account: _account, ...rest } = connect;
    const endpoint = workers.sandboxUrl ?? connect.endpoint;
    const made = await openWorkers({
      ...rest,
      ...(endpoint !== undefined && { endpoint }),
      connections: [{ name, credentials }],
    });
    opened.set(credentials.accessKeyId, made);
    return made;
  }

  const closeAll = () => Promise.all([workers, ...opened.values()].map((one) => one.close()));

  try {
    const deadlines = new Map<string, Deadline>();
    const redactor = createRedactor();
    const derived = new Map<string, DerivedResource>();
    const context = {
      ...(signal !== undefined && { signal }),
      ...(regionsOf(connect).length > 0 && { regions: regionsOf(connect) }),
    };
    refuseProviders(stack, [...workers.providers.keys()]);
    const catalogs = [...workers.providers.values()].map(({ catalog }) => catalog);
    for (const resource of stack.resources) {
      if (resource.timeout !== undefined) deadlines.set(resource.name, createDeadline(resource.timeout, signal));
      if (resource.auth !== undefined) {
        redactor.hide(resource.auth.credentials);
        ownWorkers.set(resource.name, await workersAs(resource.auth));
      }
      const description = await findTarget(resource, catalogs);
      const own = ownWorkers.get(resource.name) ?? workers;
      const provider = description && own.providers.get(description.provider);
      if (description !== undefined && provider !== undefined) {
        const deadline = deadlines.get(resource.name);
        // Read at each call: each work has a time of its own.
        const timed = {
          ...context,
          get signal() {
            return deadline?.signal;
          },
        };
        const made = { description, provider, workers: own, context: deadline === undefined ? context : timed };
        derived.set(resource.name, await derivedResource(made));
      }
      checkDerived(resource, derived.get(resource.name));
      await checkSnapshot(resource, derived.get(resource.name), own);
    }
    const recordFile = await openRecord({
      directory: stack.manifest.directory,
      stack: stack.name,
      environment: stack.environment,
      ...(connect.endpoint !== undefined && { endpoint: connect.endpoint }),
      isKept: connect.sandbox === undefined || connect.sandbox === false,
      ...(lockFor !== undefined && { lockFor }),
    });
    file = recordFile;
    moveRecords(stack, recordFile);
    await forgetRemoved({ stack, file: recordFile }, options.forget ?? []);
    const [region] = regionsOf(connect);
    const outside: Statement[] = [];
    const functions = await outsideValues({
      onStatement: (statement) => outside.push(statement),
      stack,
      workers,
      redactor,
      ...(connect.endpoint !== undefined && { endpoint: connect.endpoint }),
      ...(region !== undefined && { region }),
    });
    const states = new Map(
      stack.resources.map(({ name }): [string, ResourceState] => {
        const step = recordFile.record.run?.steps[name];
        const isBegun = step?.operation === 'create' && step.state === 'begun';
        const token = isBegun ? step.token : randomUUID();
        return [name, { token, captured: {}, exports: {}, isUnknown: options.isDry === true }];
      }),
    );
    const run: OpenRun = {
      stack,
      workers,
      file: recordFile,
      ownWorkers,
      deadlines,
      states,
      derived,
      redactor,
      functions,
      outside,
      clock,
      ...(signal !== undefined && { signal }),
      onEvent,
      options: {
        parallel: options.parallel ?? 10,
        replace: options.replace ?? false,
        onFailure: options.onFailure ?? 'error',
        showQueries: options.showQueries ?? false,
        isDry: options.isDry ?? false,
        ...(only !== undefined && { only }),
      },
      async close() {
        await recordFile.release();
        await closeAll();
      },
    };
    hideProtected(run);
    return run;
  } catch (error) {
    await file?.release();
    await closeAll();
    throw error;
  }
}

/** Checks before anything is made what is said of a resource that only the catalog knows. */
function checkDerived(resource: StackResource, derived: DerivedResource | undefined): void {
  checkExports({ resource, derived });
  if (resource.createBeforeDestroy === undefined || derived !== undefined) return;
  const { place } = resource.createBeforeDestroy;
  throw faultAt(
    place,
    'INVALID_MANIFEST',
    `Nothing says what ${resource.name} is, so that two of it could be told apart.`,
    {
      hint: 'create_before_destroy needs resource: aws.sagemaker.images, or an INSERT that creates it.',
    },
  );
}

/** What is recorded of a resource under the name that it had before is of it now. */
function moveRecords({ resources }: Stack, { record }: RecordFile): void {
  for (const { name, movedFrom } of resources) {
    const recorded = movedFrom && record.resources[movedFrom.value];
    if (movedFrom === undefined || recorded === undefined || record.resources[name] !== undefined) continue;
    record.resources[name] = recorded;
    delete record.resources[movedFrom.value];
    const step = record.run?.steps[movedFrom.value];
    if (step === undefined || record.run === undefined) continue;
    record.run.steps[name] = step;
    delete record.run.steps[movedFrom.value];
  }
}

function regionsOf({ region = 'all' }: ConnectOptions): readonly string[] {
  return region === 'all' ? [] : [region].flat();
}

/** The names that are meant. Throws INVALID_OPTION for one that no resource has. */
function chosenOf({ resources }: Stack, only: readonly string[]): readonly string[] {
  const names = resources.map(({ name }) => name);
  for (const name of only) {
    if (names.includes(name)) continue;
    const near = suggest(name, names, 2);
    throw new SkyqlError('INVALID_OPTION', `There is no resource ${name} in the stack.`, {
      hint: near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `It has ${names.join(', ')}.`,
    });
  }
  return only;
}

/** `awscc` is another name of `aws`. */
function refuseProviders({ manifest }: Stack, known: readonly string[]): void {
  for (const { value, place } of manifest.providers) {
    const name = value.toLowerCase().replace(/::.*$/, '');
    if (known.includes(otherProviders[name] ?? name)) continue;
    throw faultAt(place, 'UNKNOWN_PROVIDER', `There is no provider ${value}.`, {
      hint: `There is: ${known.join(', ')}.`,
    });
  }
}

/** What the manifest protects is hidden from the first line on, as far as it is known by then. */
function hideProtected(run: StackRun): void {
  for (const resource of run.stack.resources) {
    const scope = createScope(run, resource);
    const names = [...resource.props, ...run.stack.globals].filter(({ isProtected }) => isProtected);
    for (const { name } of names) {
      try {
        run.redactor.hide(scope.lookup(name) ?? null);
      } catch {
        // It waits for what another resource exports, and is hidden there.
      }
    }
  }
}
