import type { ConnectOptions } from '../session/connect-options.ts';
import { openStack } from './open-stack.ts';
import { checkBeforeBuild } from './plan/build-planned.ts';
import { planStack } from './plan/make-stack-plan.ts';
import { planTeardown } from './plan/plan-teardown.ts';
import type { StackPlan } from './plan/stack-plan.ts';
import { buildStack, type StackResult, teardownStack, testStack } from './run/build-stack.ts';
import { type OpenRun, type OpenRunOptions, openRun } from './run/open-run.ts';
import type { StackEvent } from './run/stack-event.ts';

export { SkyqlError } from '../errors/skyql-error.ts';
export type { ExportedAddress, ExportedStack, ExportStackOptions } from './export/export-stack.ts';
export { exportStack } from './export/export-stack.ts';
export type { PlannedAction, PlannedResource, StackPlan } from './plan/stack-plan.ts';
export type { ResourceResult, StackResult } from './run/build-stack.ts';
export type { StackEvent, StackOutcome } from './run/stack-event.ts';

/** Which stack, and where. */
export interface LoadStackOptions {
  /** The directory that holds `stackql_manifest.yml` or `skyql.stack.yaml`. */
  readonly directory: string;
  /** The name of the environment: `dev`. */
  readonly environment: string;
  /** What templates name as `{{ NAME }}` and `{{ vars.NAME }}`, before what the process's environment says. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Where to, and as whom, as `connect()` takes it. With `sandbox` each call has a sandbox of its own: one that stays is an `endpoint`. */
  readonly connect?: ConnectOptions;
}

/** How a stack is worked on. */
export interface StackCallOptions {
  /** How many resources are worked on at once; 10 unless given. */
  readonly parallel?: number;
  /** The resources that are worked on; all unless given. */
  readonly only?: readonly string[];
  /** Stops it: what was begun is waited for, nothing new begins. */
  readonly signal?: AbortSignal;
  /** Told what becomes of each resource, as it comes. */
  readonly onEvent?: (event: StackEvent) => void;
}

/** What is planned. */
export interface PlanOptions extends StackCallOptions {
  /** A build, unless given. */
  readonly for?: 'build' | 'teardown';
}

/** How a stack is built. */
export interface BuildOptions extends StackCallOptions {
  /** The file of a plan that was kept: exactly that is done, or nothing. */
  readonly plan?: string;
  /** Deletes and creates anew what cannot be changed. */
  readonly replace?: boolean;
  /** Names of resources that the manifest has no more and the record still knows: they are left to others. */
  readonly forget?: readonly string[];
  /** After a failure: undo what this build did, go on with the others, or stop, as it does unless told. */
  readonly onFailure?: 'rollback' | 'ignore' | 'error';
}

/** A stack in one environment. What fails before anything is changed is thrown; what fails later is the result's `error`. */
export interface LoadedStack {
  /** Its name in the manifest. */
  readonly name: string;
  /** What a build would do, or, with `for: 'teardown'`, a teardown. Changes nothing. */
  plan(options?: PlanOptions): Promise<StackPlan>;
  /** Creates and updates what the stack says, and nothing that is so already. */
  build(options?: BuildOptions): Promise<StackResult>;
  /** Whether all of it is there and as it is wanted: `as wanted`, `missing` or `differs` of each. */
  test(options?: StackCallOptions): Promise<StackResult>;
  /** Deletes what the stack has made, in the opposite order. */
  teardown(options?: StackCallOptions): Promise<StackResult>;
}

/**
 * Reads and checks a stack, as `skyql stack` does. Throws what is wrong with it, with file and line.
 *
 * @example
 * const stack = await loadStack({ directory: 'my-stack', environment: 'dev', variables: { AWS_REGION: 'eu-west-1' } });
 * const { resources } = await stack.plan();
 * if (resources.every(({ actions }) => !actions.includes('replace'))) await stack.build();
 */
export async function loadStack(options: LoadStackOptions): Promise<LoadedStack> {
  const { directory, environment, variables = {}, connect = {} } = options;
  const open = () =>
    openStack({
      directory,
      environment,
      variables: Object.entries(variables).map(([name, value]) => `${name}=${value}`),
      surrounding: process.env,
    });
  const { name } = await open();

  async function using<Answer>(own: Omit<OpenRunOptions, 'connect'>, work: (run: OpenRun) => Promise<Answer>) {
    const run = await openRun(await open(), { ...own, connect });
    try {
      return await work(run);
    } finally {
      await run.close();
    }
  }

  return {
    name,
    plan: ({ for: what = 'build', ...own } = {}) =>
      using({ ...own, isDry: true }, what === 'build' ? planStack : planTeardown),
    build: ({ plan, ...own } = {}) =>
      using({ ...own, lockFor: 'build' }, async (run) => {
        await checkBeforeBuild(run, plan);
        return buildStack(run);
      }),
    test: (own = {}) => using(own, testStack),
    teardown: (own = {}) => using({ ...own, lockFor: 'teardown' }, teardownStack),
  };
}
