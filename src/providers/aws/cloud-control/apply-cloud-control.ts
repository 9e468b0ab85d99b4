import { randomUUID } from 'node:crypto';
import type { WireStructure } from '../../../aws/service-model.ts';
import type { CloudControlCall } from '../../../catalog/resource-description.ts';
import type { ChangeResult, PlannedChange } from '../../change.ts';
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
  change: PlannedChange,
  options: FollowOptions,
): Promise<ChangeResult> {
  const input: WireStructure = {
    TypeName: call.type,
    ...(change.identifier !== undefined && { Identifier: change.identifier }),
    ...(handler === 'create' && { DesiredState: JSON.stringify(change.after ?? {}) }),
    ...(handler === 'update' && { PatchDocument: patchText(change.patch) }),
  };
  return requestAndFollow(handler, input, change, options);
}

function patchText(patch: PlannedChange['patch']): string {
  return typeof patch === 'string' ? patch : JSON.stringify(patch ?? []);
}

export async function requestAndFollow(
  handler: ChangingHandler,
  input: WireStructure,
  { wait, identifier, scope }: Pick<PlannedChange, 'wait' | 'identifier' | 'scope'>,
  options: FollowOptions,
): Promise<ChangeResult> {
  const { name, progress } = operations[handler];
  const token = typeof input.ClientToken === 'string' ? input.ClientToken : randomUUID();
  const sent = { ...input, ClientToken: token };
  const follow = { ...options, scope };
  try {
    const event = await accepted(name, progress, sent, follow, input.ClientToken === undefined);
    const known = { ...event, identifier: event.identifier ?? identifier };
    if (wait) return await followRequest(known, follow);
    options.context.onProgress?.(known);
    return resultOf(known);
  } catch (error) {
    const lookUp = lookUpRequests(String(input.TypeName), progress, scope);
    return refusedResult(error, { identifier, token, lookUp });
  }
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
): Promise<AcceptedRequest> {
  try {
    for (let answers = 1; ; answers += 1) {
      const { output } = await api.call(cloudControlCall(operation, input, scope), context);
      const event = progressOf(output.ProgressEvent, progress);
      if (isAccepted(event)) return event;
      const error = noProgress(operation, scope);
      if (answers >= mostAnswers) throw outcomeUnknown(error, error.scope);
    }
  } catch (error) {
    const fault = faultOf(error);
    const token = /RequestToken ([-\w]+)/.exec(fault?.message ?? '')?.[1];
    if (fault?.code !== 'ClientTokenConflictException' || token === undefined || !isOurs) throw error;
    return { operation: progress, status: 'IN_PROGRESS', requestToken: token };
  }
}
