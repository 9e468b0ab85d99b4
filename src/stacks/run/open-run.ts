import { randomUUID } from 'node:crypto';
import { suggest } from '../../data/suggest.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import { otherProviders } from '../../naming/foreign-names.ts';
import type { ConnectOptions } from '../../session/connect-options.ts';
import { type DerivedResource, derivedResource } from '../derive/derived-resource.ts';
import { findTarget } from '../derive/find-target.ts';
import type { Stack } from '../environment/stack.ts';
import { faultAt } from '../manifest/source-file.ts';
import { openRecord, type RecordFile } from '../record/record-file.ts';
import { createScope } from '../scope/create-scope.ts';
import { outsideValues } from '../scope/outside-values.ts';
import type { ResourceState } from '../scope/resource-state.ts';
import { type Clock, realClock } from './clock.ts';
import { checkExports } from './read-exports.ts';
import { createRedactor } from './redactor.ts';
import type { StackEvent } from './stack-event.ts';
import type { StackRun, StackRunOptions } from './stack-run.ts';
import { openWorkers } from './workers.ts';

export interface OpenRunOptions extends Partial<StackRunOptions> {
  readonly connect: ConnectOptions;
  /** The command that changes something: nobody else may work on the stack meanwhile. */
  readonly lockFor?: string;
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
  let file: RecordFile | undefined;
  try {
    const redactor = createRedactor();
    const derived = new Map<string, DerivedResource>();
    const context = {
      ...(signal !== undefined && { signal }),
      ...(regionsOf(connect).length > 0 && { regions: regionsOf(connect) }),
    };
    refuseProviders(stack, [...workers.providers.keys()]);
    const catalogs = [...workers.providers.values()].map(({ catalog }) => catalog);
    for (const resource of stack.resources) {
      const description = await findTarget(resource, catalogs);
      const provider = description && workers.providers.get(description.provider);
      if (description === undefined || provider === undefined) continue;
      derived.set(resource.name, await derivedResource({ description, provider, workers, context }));
      checkExports({ resource, derived: derived.get(resource.name) });
    }
    const opened = await openRecord({
      directory: stack.manifest.directory,
      stack: stack.name,
      environment: stack.environment,
      ...(connect.endpoint !== undefined && { endpoint: connect.endpoint }),
      isKept: connect.sandbox === undefined || connect.sandbox === false,
      ...(lockFor !== undefined && { lockFor }),
    });
    file = opened;
    const [region] = regionsOf(connect);
    const functions = await outsideValues({
      stack,
      workers,
      redactor,
      ...(connect.endpoint !== undefined && { endpoint: connect.endpoint }),
      ...(region !== undefined && { region }),
    });
    const states = new Map(
      stack.resources.map(({ name }): [string, ResourceState] => {
        const step = opened.record.run?.steps[name];
        const isBegun = step?.operation === 'create' && step.state === 'begun';
        const token = isBegun ? step.token : randomUUID();
        return [name, { token, captured: {}, exports: {}, isUnknown: options.isDry === true }];
      }),
    );
    const run: OpenRun = {
      stack,
      workers,
      file: opened,
      states,
      derived,
      redactor,
      functions,
      clock,
      ...(signal !== undefined && { signal }),
      onEvent,
      options: {
        parallel: options.parallel ?? 10,
        replace: options.replace ?? false,
        onFailure: options.onFailure ?? 'error',
        showQueries: options.showQueries ?? false,
        isDry: options.isDry ?? false,
        previews: options.previews ?? false,
        ...(only !== undefined && { only }),
      },
      async close() {
        await opened.release();
        await workers.close();
      },
    };
    hideProtected(run);
    return run;
  } catch (error) {
    await file?.release();
    await workers.close();
    throw error;
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
