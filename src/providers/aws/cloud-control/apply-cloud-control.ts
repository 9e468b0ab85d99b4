import { randomUUID } from 'node:crypto';
import type { WireStructure } from '../../../aws/service-model.ts';
import type { CloudControlCall } from '../../../catalog/resource-description.ts';
import type { ChangeResult, MadeChange, PlannedChange } from '../../change.ts';
import type { ProgressEvent } from '../../provider.ts';
import { faultOf } from '../call-error.ts';
import { lookUpRequests } from '../changes/look-up-statement.ts';
import { outcomeUnknown } from '../outcome-unknown.ts';
import { refusedResult } from '../refused.ts';
import {
  type AcceptedRequest,
  type FollowOptions,
  followRequest,
  isAccepted,
  noProgress,
  progressOf,
  requestStatus,
  resultOf,
} from './follow-request.ts';
import { cloudControlCall } from './request.ts';

const operations = {
  create: { name: 'CreateResource', progress: 'CREATE' },
  update: { name: 'UpdateResource', progress: 'UPDATE' },
  delete: { name: 'DeleteResource', progress: 'DELETE' },
} as const;

export type ChangingHandler = keyof typeof operations;

/** Creates, updates or deletes one resource through Cloud Control, and waits for the end when asked to. */
export async function applyCloudControl(
  call: CloudControlCall,
  handler: ChangingHandler,
  change: MadeChange,
  options: FollowOptions,
): Promise<ChangeResult> {
  const input: WireStructure = {
    TypeName: call.type,
    ...(change.clientToken !== undefined && { ClientToken: change.clientToken }),
    ...(change.identifier !== undefined && { Identifier: change.identifier }),
    ...(handler === 'create' && { DesiredState: JSON.stringify(change.after ?? {}) }),
    ...(handler === 'update' && { PatchDocument: patchText(change.patch) }),
  };
  return requestAndFollow(handler, input, change, options);
}

function patchText(patch: PlannedChange['patch']): string {
  return typeof patch === 'string' ? patch : JSON.stringify(patch ?? []);
}

/** With an idempotency key so many requests of one change may have failed before one of another token is made. */
const mostFailed = 100;

export async function requestAndFollow(
  handler: ChangingHandler,
  given: WireStructure,
  change: Pick<MadeChange, 'wait' | 'identifier' | 'scope' | 'idempotencyToken'>,
  options: FollowOptions,
): Promise<ChangeResult> {
  const { wait, identifier, scope, idempotencyToken: base } = change;
  const { name, progress } = operations[handler];
  const isOurs = given.ClientToken === undefined;
  const follow = { ...options, scope };
  for (let failed = 0; ; failed += 1) {
    const token = typeof given.ClientToken === 'string' ? given.ClientToken : tokenAfter(base, failed);
    try {
      const event = await accepted(name, progress, { ...given, ClientToken: token }, follow, isOurs);
      const known = { ...event, identifier: event.identifier ?? identifier };
      const isRepeated = isOurs && base !== undefined && event.isKnown;
      if (!isRepeated) {
        if (wait) return await followRequest(known, follow);
        options.context.onProgress?.(known);
        return resultOf(known);
      }
      const before = wait ? await followRequest(known, follow) : resultOf(await requestStatus(known, follow));
      // What was asked for before and failed was not made: the same token would only tell that again.
      const hasFailed = before.status === 'FAILED' || before.status === 'CANCELLED';
      if (!hasFailed || failed >= mostFailed) return { ...before, message: before.message ?? askedBefore };
    } catch (error) {
      return refusedResult(error, {
        identifier,
        token,
        lookUp: lookUpRequests(String(given.TypeName), progress, scope),
      });
    }
  }
}

const askedBefore = 'It was asked for before with this idempotency key.';

/** The token of the request that follows so many failed ones. */
function tokenAfter(base: string | undefined, failed: number): string {
  return base === undefined ? randomUUID() : failed === 0 ? base : `${base}-${failed}`;
}

/** An answer that says nothing is asked for again so many times: the token keeps it from being done twice. */
const mostAnswers = 3;

/**
 * The first state of the request. When the same token comes again, after a cut connection, AWS refuses it but names the request
 * that has it: that is ours where we made the token up.
 */
async function accepted(
  operation: string,
  progress: ProgressEvent['operation'],
  input: WireStructure,
  { api, scope, context }: FollowOptions,
  isOurs: boolean,
): Promise<AcceptedRequest & { readonly isKnown: boolean }> {
  try {
    for (let answers = 1; ; answers += 1) {
      const { output } = await api.call(cloudControlCall(operation, input, scope), context);
      const event = progressOf(output.ProgressEvent, progress);
      if (isAccepted(event)) return { ...event, isKnown: false };
      const error = noProgress(operation, scope);
      if (answers >= mostAnswers) throw outcomeUnknown(error, error.scope);
    }
  } catch (error) {
    const fault = faultOf(error);
    const token = /RequestToken ([-\w]+)/.exec(fault?.message ?? '')?.[1];
    if (fault?.code !== 'ClientTokenConflictException' || token === undefined || !isOurs) throw error;
    return { operation: progress, status: 'IN_PROGRESS', requestToken: token, isKnown: true };
  }
}
