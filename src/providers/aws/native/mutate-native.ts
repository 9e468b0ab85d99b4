import type { ServiceModel, WireStructure } from '../../../aws/service-model.ts';
import type { MethodDescription, NativeCall, ResourceDescription } from '../../../catalog/resource-description.ts';
import type { CallContext, MutationRequest, MutationResult, ProgressEvent } from '../../provider.ts';
import type { AwsApi } from '../aws-api.ts';
import { readPages } from '../read-pages.ts';
import { refusedResult } from '../refused.ts';
import { nameOf } from '../resource-context.ts';
import { bindArguments } from './arguments.ts';
import { createdIdentifier } from './created-identifier.ts';
import { fixedInput } from './fixed-input.ts';
import { identifierInput } from './identifier-input.ts';
import { outputRows } from './output-rows.ts';

export interface NativeMutation {
  readonly api: AwsApi;
  readonly description: ResourceDescription;
  readonly method: MethodDescription & { readonly call: NativeCall };
  readonly request: MutationRequest;
  readonly context: CallContext;
}

/** Calls an operation of the service's own API: to create, to change, or by EXEC. Reading ones bring all their pages. */
export async function mutateNative({
  api,
  description,
  method,
  request,
  context,
}: NativeMutation): Promise<MutationResult> {
  const { call } = method;
  const model = await api.model(call.service);
  const input = nativeInput(model, description, method, request);
  try {
    const outputs: WireStructure[] = [];
    const operation = { service: call.service, operation: call.operation, input, scope: request.scope };
    for await (const output of readPages(api, operation, context, { ahead: true })) outputs.push(output);
    const identifier =
      request.identifier ??
      (request.kind === 'create' ? createdIdentifier(description, call, input, outputs[0] ?? {}) : undefined);
    const named = identifier === undefined ? {} : { identifier };
    if (method.changes) context.onProgress?.({ operation: progressName[request.kind], status: 'SUCCESS', ...named });
    return { status: 'SUCCESS', ...named, rows: outputRows(model, call.operation, outputs) };
  } catch (error) {
    return refusedResult(error, request.identifier);
  }
}

/** The input of the operation. Throws UNKNOWN_PARAMETER, MISSING_PARAMETER and INVALID_VALUE. */
export function nativeInput(
  model: ServiceModel,
  description: ResourceDescription,
  method: NativeMutation['method'],
  request: MutationRequest,
): WireStructure {
  const named = identifierInput(description, method.call, model, request.identifier);
  const properties = { ...request.properties, ...named };
  const target = {
    model,
    operation: method.call.operation,
    method: `${nameOf(request.resource)}.${method.name}`,
    verb: verbs[request.kind],
  } as const;
  return {
    ...fixedInput(model, method.call.operation, method.call.fixed, request.scope),
    ...bindArguments(target, properties),
  };
}

const verbs = { create: 'INSERT', update: 'UPDATE', delete: 'DELETE', execute: 'EXEC' } as const;

const progressName: Readonly<Record<MutationRequest['kind'], ProgressEvent['operation']>> = {
  create: 'CREATE',
  update: 'UPDATE',
  delete: 'DELETE',
  execute: 'EXECUTE',
};
