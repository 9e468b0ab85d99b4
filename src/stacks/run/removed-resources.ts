import { findResource } from '../../catalog/find-resource.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import { derivedResource } from '../derive/derived-resource.ts';
import type { Identity } from '../derive/find-identity.ts';
import type { RecordedResource } from '../record/record.ts';
import type { StackRun } from './stack-run.ts';

/** What the record holds and the stack does not say any more: nothing is done with it, and nobody forgets it silently. */
export interface RemovedResource {
  /** The name that it had in the stack. */
  readonly address: string;
  /** `aws.sagemaker.images`, where that is known. */
  readonly resource?: string;
  readonly identity?: Identity;
  /** Whether it is surely not there any more. */
  readonly isGone: boolean;
  /** In words, with what can be done. */
  readonly reason: string;
}

/** Looks for what the record holds beside the resources of the stack. Of some of a stack alone nothing is said of the others. */
export async function removedResources(run: StackRun): Promise<readonly RemovedResource[]> {
  const { file, options, derived } = run;
  if (options.only !== undefined) return [];
  const { resources, replaced = [], run: last } = file.record;
  // A script leaves nothing behind but what it said.
  const recorded = Object.entries(resources).filter(
    ([name, { exports }]) => !isOfStack(run, name) && exports === undefined,
  );
  const left = replaced.filter(({ address }) => !derived.has(address));
  const begun = Object.entries(last?.steps ?? {}).filter(
    ([name, { state, operation }]) =>
      !isOfStack(run, name) && state === 'begun' && operation !== 'delete' && resources[name] === undefined,
  );
  return Promise.all([
    ...recorded.map(([name, one]) => removed(run, name, one, `it is in the record, and ${whyNot(run, name)}`)),
    ...left.map((one) =>
      removed(run, one.address, one, `another one has come in its place, and ${whyNot(run, one.address)}`),
    ),
    ...begun.map(([name]) =>
      removed(run, name, {}, `a build began to make it and was interrupted, and ${whyNot(run, name)}`),
    ),
  ]);
}

/** Takes what is gone, or what shall be others', out of the record. Throws INVALID_OPTION for what the stack has, and what nothing is known of. */
export async function forgetRemoved(run: Pick<StackRun, 'stack' | 'file'>, names: readonly string[]): Promise<void> {
  const { record } = run.file;
  for (const name of names) {
    if (isOfStack(run, name))
      throw new SkyqlError('INVALID_OPTION', `${name} is a resource of the stack.`, {
        hint: 'Take it out of the manifest first; what it is then stays as it is.',
      });
    const { [name]: step, ...steps } = record.run?.steps ?? {};
    const replaced = (record.replaced ?? []).filter(({ address }) => address !== name);
    const isKnown = record.resources[name] ?? step ?? record.replaced?.find(({ address }) => address === name);
    if (isKnown === undefined)
      throw new SkyqlError('INVALID_OPTION', `The record knows nothing of ${name}.`, {
        hint: 'skyql stack plan names what it holds beside the resources of the stack.',
      });
    delete record.resources[name];
    if (record.run !== undefined) record.run.steps = steps;
    if (replaced.length > 0) record.replaced = replaced;
    else delete record.replaced;
  }
  if (names.length > 0) await run.file.save();
}

function isOfStack({ stack }: Pick<StackRun, 'stack'>, name: string): boolean {
  return stack.resources.some((resource) => resource.name === name);
}

function whyNot({ stack }: StackRun, name: string): string {
  return stack.manifest.resources.some((resource) => resource.name === name)
    ? 'the manifest leaves it out here'
    : 'the manifest has it no more';
}

async function removed(
  run: StackRun,
  address: string,
  { resource, connection, region, key }: Pick<RecordedResource, 'resource' | 'connection' | 'region' | 'key'>,
  why: string,
): Promise<RemovedResource> {
  const identity =
    key === undefined || connection === undefined || region === undefined
      ? undefined
      : { key, scope: { connection, region } };
  const isGone = resource !== undefined && identity !== undefined && (await isAbsent(run, resource, identity));
  const advice = `It stays as it is: moved_from: ${address} says what it is called now, teardown --only ${address} deletes it once it is back, build --forget ${address} leaves it to others`;
  return {
    address,
    ...(resource !== undefined && { resource }),
    ...(identity !== undefined && { identity }),
    isGone,
    reason: isGone ? 'it is gone, and the manifest has it no more' : `${why}. ${advice}`,
  };
}

/** Whether the provider says that it is not there; who may not ask does not know. */
async function isAbsent({ workers, signal }: StackRun, resource: string, identity: Identity): Promise<boolean> {
  const catalogs = [...workers.providers.values()].map(({ catalog }) => catalog);
  try {
    const description = await findResource(catalogs, resource.split('.'), []);
    const provider = workers.providers.get(description.provider);
    if (provider === undefined) return false;
    const context = signal === undefined ? {} : { signal };
    const derived = await derivedResource({ description, provider, workers, context });
    return (await derived.read(identity)) === undefined;
  } catch (error) {
    if (error instanceof SkyqlError) return false;
    throw error;
  }
}
