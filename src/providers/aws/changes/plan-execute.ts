import type { ChangeRequest } from '../../change.ts';
import { executionInput } from '../cloud-control/execute-cloud-control.ts';
import { service as cloudControl, operations } from '../cloud-control/request.ts';
import { nativeInput } from '../native/apply-native.ts';
import { isCloudControlMethod, isNativeMethod } from '../resource-context.ts';
import type { Findings } from './plan-changes.ts';
import type { Planning } from './planning.ts';
import { secretArguments } from './secrets.ts';

/** A call of a method: its arguments are checked against what the operation takes. */
export async function planExecute({ api, description, method }: Planning, request: ChangeRequest): Promise<Findings> {
  let secrets: readonly string[] = [];
  if (isNativeMethod(method)) {
    const model = await api.model(method.call.service);
    nativeInput(model, description, method, request);
    secrets = secretArguments(model, method.call.operation, { values: request.values });
  } else if (isCloudControlMethod(method)) {
    const model = await api.model(cloudControl);
    executionInput(model, method, request);
    secrets = secretArguments(model, operations[method.call.handler], { values: request.values });
  }
  return {
    ...(secrets.length > 0 && { secrets }),
    permissions: [],
    noteOf: ({ values }) => `${method.changes ? 'changes the cloud: ' : ''}${JSON.stringify(values)}`,
  };
}
