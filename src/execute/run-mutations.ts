import { SkyqlError } from '../errors/skyql-error.ts';
import type { CallContext, MutationRequest, MutationResult, Provider } from '../providers/provider.ts';
import { mapConcurrently } from './merge.ts';

/**
 * How one change went: AWS's answer, or why it never got one. `UNCHANGED` made no call, `SKIPPED` came after a failure
 * under --fail-fast or after the statement was stopped, `UNKNOWN` was on its way when it was stopped: AWS may have made it.
 */
export interface MutationOutcome {
  readonly operation: 'CREATE' | 'UPDATE' | 'DELETE' | 'EXECUTE';
  readonly status: MutationResult['status'] | 'UNCHANGED' | 'SKIPPED' | 'UNKNOWN';
  readonly identifier: string | null;
  readonly errorCode: string | null;
  readonly message: string | null;
  readonly requestToken: string | null;
  readonly region: string;
  readonly connection: string;
}

/** A change to make, or one that turned out to need no call. */
export type PlannedMutation = { readonly request: MutationRequest; readonly unchanged?: boolean };

// In one account and region. Cloud Control works on many resources at once, but AWS's own quotas for changes are low.
const changesAtOnce = 10;

/** Makes the changes side by side and tells of each how it went, when it is stopped as well; one that fails does not stop the rest unless told to. */
export async function runMutations(
  provider: Provider,
  mutations: readonly PlannedMutation[],
  options: { readonly failFast: boolean },
  context: CallContext,
): Promise<readonly MutationOutcome[]> {
  let failed = false;
  const outcomes: MutationOutcome[] = new Array(mutations.length);
  const change = async (index: number) => {
    const mutation = mutations[index];
    if (mutation === undefined) return;
    const skipped = failed && options.failFast ? 'Not tried: an earlier change failed.' : undefined;
    const made = await runMutation(provider, mutation, skipped, context);
    failed ||= made.status === 'FAILED';
    outcomes[index] = made;
  };
  const indexes = [...mutations.keys()];
  const groups = options.failFast ? [indexes] : groupedByPlace(mutations);
  await Promise.all(groups.map((group) => mapConcurrently(group, options.failFast ? 1 : changesAtOnce, change)));
  return outcomes;
}

/** Regions and accounts do not wait for each other: one that is slow keeps nobody else's changes back. */
function groupedByPlace(mutations: readonly PlannedMutation[]): readonly (readonly number[])[] {
  const groups = new Map<string, number[]>();
  for (const [index, { request }] of mutations.entries()) {
    const place = `${request.scope.connection}/${request.scope.region}`;
    groups.set(place, [...(groups.get(place) ?? []), index]);
  }
  return [...groups.values()];
}

async function runMutation(
  provider: Provider,
  { request, unchanged }: PlannedMutation,
  skipped: string | undefined,
  context: CallContext,
): Promise<MutationOutcome> {
  if (unchanged === true) return outcome(request, { status: 'UNCHANGED' });
  const message = context.signal?.aborted === true ? 'Not tried: the statement was stopped.' : skipped;
  if (message !== undefined) return outcome(request, { status: 'SKIPPED', message });
  try {
    return outcome(request, await provider.mutate(request, context));
  } catch (error) {
    if (!(error instanceof SkyqlError)) throw error;
    if (error.code === 'INTERRUPTED') return outcome(request, { status: 'UNKNOWN', message: error.message });
    return outcome(request, { status: 'FAILED', errorCode: error.code, message: error.message });
  }
}

const operations = { create: 'CREATE', update: 'UPDATE', delete: 'DELETE', execute: 'EXECUTE' } as const;

function outcome(
  request: MutationRequest,
  result: {
    status: MutationOutcome['status'];
    identifier?: string;
    errorCode?: string;
    message?: string;
    requestToken?: string;
  },
): MutationOutcome {
  return {
    operation: operations[request.kind],
    status: result.status,
    identifier: result.identifier ?? request.identifier ?? null,
    errorCode: result.errorCode ?? null,
    message: result.message ?? null,
    requestToken: result.requestToken ?? null,
    region: request.scope.region,
    connection: request.scope.connection,
  };
}
