import type { Value } from '../../data/value.ts';
import type { DerivedResource } from '../derive/derived-resource.ts';
import type { Identity } from '../derive/find-identity.ts';
import type { Stack, StackResource } from '../environment/stack.ts';
import type { RecordedResource } from '../record/record.ts';
import type { RecordFile } from '../record/record-file.ts';
import type { ResourceState } from '../scope/resource-state.ts';
import type { TemplateFunctions } from '../templates/jinja.ts';
import type { Clock } from './clock.ts';
import type { Deadline } from './deadline.ts';
import type { Redactor } from './redactor.ts';
import type { StackEvent } from './stack-event.ts';
import type { Statement, Workers } from './workers.ts';

/** What all work on a stack shares. */
export interface StackRun {
  readonly stack: Stack;
  readonly workers: Workers;
  readonly file: RecordFile;
  readonly states: Map<string, ResourceState>;
  /** Of resources that say as whom they are made. */
  readonly ownWorkers: ReadonlyMap<string, Workers>;
  /** Of resources that say how long work on them may take. */
  readonly deadlines: ReadonlyMap<string, Deadline>;
  /** By the resource's name, where the catalog knows what it is. */
  readonly derived: ReadonlyMap<string, DerivedResource>;
  readonly redactor: Redactor;
  /** What templates call that asks outside of the stack. */
  readonly functions: TemplateFunctions;
  /** The statements that these were. */
  readonly outside: readonly Statement[];
  readonly clock: Clock;
  readonly signal?: AbortSignal;
  readonly options: StackRunOptions;
  onEvent(event: StackEvent): void;
}

export interface StackRunOptions {
  readonly parallel: number;
  /** Whether a resource may be deleted and created anew where it cannot be changed. */
  readonly replace: boolean;
  readonly onFailure: 'rollback' | 'ignore' | 'error';
  readonly showQueries: boolean;
  /** Whether nothing is changed, and what others would export is not known. */
  readonly isDry: boolean;
  /** The resources that are worked on; of those that they need is read what they export. All unless given. */
  readonly only?: readonly string[];
}

/** A resource while it is worked on. */
export interface Work {
  readonly run: StackRun;
  readonly resource: StackResource;
  readonly state: ResourceState;
  readonly derived: DerivedResource | undefined;
  readonly began: number;
  /** Which one of the provider's it is, once that is known. */
  identity?: Identity;
  /** Whether it was made in this run. */
  isMade?: boolean;
  /** Whether it was changed in this run. */
  isUpdated?: boolean;
  /** What an update of this run has changed, as it was before. */
  before?: Readonly<Record<string, Value>>;
  /** What of it nobody can read, so that it is not known as it was before. */
  unreadBefore?: readonly string[];
  /** What was recorded of it before it was changed, or of what it has come in the place of. */
  former?: RecordedResource;
}

export function workOn(run: StackRun, resource: StackResource): Work {
  const state = run.states.get(resource.name);
  if (state === undefined) throw new Error(`There is no state of ${resource.name}.`);
  return {
    run: ownRun(run, resource),
    resource,
    state,
    derived: run.derived.get(resource.name),
    began: run.clock.now(),
  };
}

/** The run with what the resource says itself of it. */
function ownRun(run: StackRun, { name }: StackResource): StackRun {
  const deadline = run.deadlines.get(name);
  const workers = run.ownWorkers.get(name);
  if (deadline === undefined && workers === undefined) return run;
  return {
    ...run,
    workers: workers ?? run.workers,
    get signal() {
      return deadline?.signal ?? run.signal;
    },
  };
}

export function tell({ run, resource, began }: Work, state: StackEvent['state'], detail?: string): void {
  run.onEvent({
    resource: resource.name,
    state,
    ...(detail !== undefined && { detail: run.redactor.text(detail) }),
    milliseconds: run.clock.now() - began,
  });
}
