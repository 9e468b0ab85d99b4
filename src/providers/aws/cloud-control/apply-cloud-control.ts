import { randomUUID } from 'node:crypto';
import type { WireStructure } from '../../../aws/service-model.ts';
import type { CloudControlCall } from '../../../catalog/resource-description.ts';
import type { ChangeResult, PlannedChange } from '../../change.ts';
import type { ProgressEvent } from '../../provider.ts';
import { faultOf } from '../call-error.ts';
import { refusedResult } from '../refused.ts';
import { type FollowOptions, followRequest, progressOf, resultOf } from './follow-request.ts';
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
  try {
    const event = await accepted(name, progress, input, { ...options, scope });
    const known = { ...event, identifier: event.identifier ?? identifier };
    if (wait) return await followRequest(known, { ...options, scope });
    options.context.onProgress?.(known);
    return resultOf(known);
  } catch (error) {
    return refusedResult(error, identifier);
  }
}

/** The first state of the request. After a cut connection, AWS refuses the same token but names the request that has it. */
async function accepted(
  operation: string,
  progress: ProgressEvent['operation'],
  input: WireStructure,
  { api, scope, context }: FollowOptions,
): Promise<ReturnType<typeof progressOf>> {
  try {
    const { output } = await api.call(
      cloudControlCall(operation, { ClientToken: randomUUID(), ...input }, scope),
      context,
    );
    return progressOf(output.ProgressEvent, progress);
  } catch (error) {
    const fault = faultOf(error);
    const token = /RequestToken ([-\w]+)/.exec(fault?.message ?? '')?.[1];
    const isOurs = !('ClientToken' in input);
    if (fault?.code !== 'ClientTokenConflictException' || token === undefined || !isOurs) throw error;
    return { operation: progress, status: 'IN_PROGRESS', requestToken: token };
  }
}
