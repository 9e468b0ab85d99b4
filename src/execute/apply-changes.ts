import { SkyqlError } from '../errors/skyql-error.ts';
import type { ChangeResult, MadeChange, PlannedChange } from '../providers/change.ts';
import type { CallContext, Provider } from '../providers/provider.ts';
import { mapConcurrently } from './merge.ts';

/**
 * How one change went: the provider's answer, or why it never got one. `UNCHANGED` made no call, `SKIPPED` came after a failure
 * under --fail-fast or after the statement was stopped, `UNKNOWN` may have been made: its answer was lost, or nobody waited for it.
 */
export interface ChangeOutcome {
  readonly operation: 'CREATE' | 'UPDATE' | 'DELETE' | 'EXECUTE';
  readonly status: ChangeResult['status'] | 'UNCHANGED' | 'SKIPPED';
  readonly identifier: string | null;
  /** The values of the columns that identify the resource, where they are known. */
  readonly key?: readonly string[];
  readonly errorCode: string | null;
  readonly message: string | null;
  readonly requestToken: string | null;
  /** When the provider said so. */
  readonly eventTime: string | null;
  readonly region: string;
  readonly connection: string;
}

// In one account and region: quotas for changes are low.
const changesAtOnce = 10;

/** Makes the changes side by side and tells of each how it went, when it is stopped as well; one that fails does not stop the rest unless told to. */
export async function applyChanges(
  provider: Provider,
  changes: readonly MadeChange[],
  options: { readonly failFast: boolean; readonly onOutcome?: (outcome: ChangeOutcome) => void },
  context: CallContext,
): Promise<readonly ChangeOutcome[]> {
  let failed = false;
  const outcomes: ChangeOutcome[] = new Array(changes.length);
  const change = async (index: number, reason: string | undefined) => {
    const planned = changes[index];
    if (planned === undefined) return;
    const skipped = failed && options.failFast ? 'Not tried: an earlier change failed.' : reason;
    const made = await applyChange(provider, planned, skipped, context);
    failed ||= made.status === 'FAILED' || made.status === 'UNKNOWN';
    outcomes[index] = made;
    options.onOutcome?.(made);
  };
  // What one resource takes is made in its order, and no further than it goes.
  const changeOne = async (indexesOfOne: readonly number[]) => {
    let isStopped = false;
    for (const index of indexesOfOne) {
      await change(index, isStopped ? notTriedFurther : undefined);
      isStopped ||= outcomes[index]?.status === 'FAILED' || outcomes[index]?.status === 'UNKNOWN';
    }
  };
  const resources = groupedByResource(changes);
  const groups = options.failFast ? [resources] : groupedByPlace(changes, resources);
  await Promise.all(groups.map((group) => mapConcurrently(group, options.failFast ? 1 : changesAtOnce, changeOne)));
  return outcomes;
}

/** The changes of each resource, in their order; of resources without a name yet each by itself. */
function groupedByResource(changes: readonly PlannedChange[]): readonly (readonly number[])[] {
  const groups = new Map<string, number[]>();
  for (const [index, { scope, key, kind }] of changes.entries()) {
    const name = kind === 'update' && key !== undefined ? JSON.stringify([scope, key]) : String(index);
    groups.set(name, [...(groups.get(name) ?? []), index]);
  }
  return [...groups.values()];
}

/** Regions and accounts do not wait for each other: one that is slow keeps nobody else's changes back. */
function groupedByPlace(
  changes: readonly PlannedChange[],
  resources: readonly (readonly number[])[],
): readonly (readonly (readonly number[])[])[] {
  const groups = new Map<string, (readonly number[])[]>();
  for (const indexes of resources) {
    const { connection, region } = changes[indexes[0] ?? 0]?.scope ?? { connection: '', region: '' };
    const place = `${connection}/${region}`;
    groups.set(place, [...(groups.get(place) ?? []), indexes]);
  }
  return [...groups.values()];
}

const notTriedFurther = 'Not tried: an earlier change of the same resource failed.';
const notTried = 'Not tried: the statement was stopped.';

async function applyChange(
  provider: Provider,
  change: MadeChange,
  skipped: string | undefined,
  context: CallContext,
): Promise<ChangeOutcome> {
  if (change.unchanged === true) return outcome(change, { status: 'UNCHANGED' });
  const message = context.signal?.aborted === true ? notTried : skipped;
  if (message !== undefined) return outcome(change, { status: 'SKIPPED', message });
  try {
    return outcome(change, await provider.apply(change, context));
  } catch (error) {
    // A fault of ours may lie behind the call, and the others are told all the same.
    if (!(error instanceof SkyqlError))
      return outcome(change, {
        status: 'UNKNOWN',
        errorCode: 'INTERNAL',
        message: `A fault in skyql: ${String(error)}`,
      });
    if (error.code === 'INTERRUPTED') return outcome(change, { status: 'SKIPPED', message: notTried });
    if (error.code === 'OUTCOME_UNKNOWN')
      return outcome(change, { status: 'UNKNOWN', errorCode: error.code, message: error.message });
    return outcome(change, { status: 'FAILED', errorCode: error.code, message: error.message });
  }
}

const operations = { create: 'CREATE', update: 'UPDATE', delete: 'DELETE', execute: 'EXECUTE' } as const;

function outcome(
  change: PlannedChange,
  result: Omit<ChangeResult, 'status'> & Pick<ChangeOutcome, 'status'>,
): ChangeOutcome {
  return {
    operation: operations[change.kind],
    status: result.status,
    identifier: result.identifier ?? change.identifier ?? null,
    key: result.key ?? change.key,
    errorCode: result.errorCode ?? null,
    message: result.message ?? null,
    requestToken: result.requestToken ?? null,
    eventTime: result.eventTime ?? null,
    region: change.scope.region,
    connection: change.scope.connection,
  };
}
