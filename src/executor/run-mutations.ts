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

// Cloud Control works on many resources at once, but AWS's own quotas for changes are low.
const changesAtOnce = 10;

/** Makes the changes side by side and tells of each how it went, when it is stopped as well; one that fails does not stop the rest unless told to. */
export async function runMutations(
  provider: Provider,
  mutations: readonly PlannedMutation[],
  options: { readonly failFast: boolean },
  context: CallContext,
): Promise<readonly MutationOutcome[]> {
  let failed = false;
  return mapConcurrently(mutations, options.failFast ? 1 : changesAtOnce, async ({ request, unchanged }) => {
    if (unchanged === true) return outcome(request, { status: 'UNCHANGED' });
    if (context.signal?.aborted === true)
      return outcome(request, { status: 'SKIPPED', message: 'Not tried: the statement was stopped.' });
    if (failed && options.failFast)
      return outcome(request, { status: 'SKIPPED', message: 'Not tried: an earlier change failed.' });
    try {
      const result = await provider.mutate(request, context);
      failed ||= result.status === 'FAILED';
      return outcome(request, result);
    } catch (error) {
      if (!(error instanceof SkyqlError)) throw error;
      if (error.code === 'INTERRUPTED') return outcome(request, { status: 'UNKNOWN', message: error.message });
      failed = true;
      return outcome(request, { status: 'FAILED', errorCode: error.code, message: error.message });
    }
  });
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
