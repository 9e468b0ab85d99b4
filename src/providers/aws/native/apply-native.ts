import type { ServiceModel, WireStructure } from '../../../aws/service-model.ts';
import type { MethodDescription, NativeCall, ResourceDescription } from '../../../catalog/resource-description.ts';
import { joinIdentifier } from '../../../data/identifier.ts';
import type { ChangeRequest, ChangeResult, MadeChange, PlannedChange } from '../../change.ts';
import type { CallContext, ProgressEvent } from '../../provider.ts';
import type { AwsApi } from '../aws-api.ts';
import { lookUpResource } from '../changes/look-up-statement.ts';
import { sentValues } from '../changes/sent-values.ts';
import { readPages } from '../read-pages.ts';
import { refusedResult } from '../refused.ts';
import { idempotencyTokenOf, withIdempotencyTokens } from '../repeatable.ts';
import { nameOf } from '../resource-context.ts';
import { bindArguments } from './arguments.ts';
import { createdIdentifier } from './created-identifier.ts';
import { fixedInput } from './fixed-input.ts';
import { identifierInput } from './identifier-input.ts';
import { outputRows } from './output-rows.ts';

export interface NativeChange {
  readonly api: AwsApi;
  readonly description: ResourceDescription;
  readonly method: MethodDescription & { readonly call: NativeCall };
  readonly change: MadeChange;
  readonly context: CallContext;
}

/** Calls an operation of the service's own API: to create, to change, or by EXEC. Reading ones bring all their pages. */
export async function applyNative({ api, description, method, change, context }: NativeChange): Promise<ChangeResult> {
  const { call } = method;
  const model = await api.model(call.service);
  const given = nativeInput(model, description, method, change);
  const operationModel = model.operations[call.operation];
  // Made here, so that it can be told when the answer is lost.
  const input =
    operationModel === undefined ? given : withIdempotencyTokens(model, operationModel, given, change.idempotencyToken);
  try {
    const outputs: WireStructure[] = [];
    const operation = {
      service: call.service,
      operation: call.operation,
      input,
      scope: change.scope,
      changes: method.changes,
    };
    for await (const output of readPages(api, operation, context, { ahead: true })) outputs.push(output);
    const key =
      change.key ??
      (change.kind === 'create' ? createdIdentifier(description, call, input, outputs[0] ?? {}) : undefined);
    const identifier = joinIdentifier(key ?? []) ?? undefined;
    const named = identifier === undefined ? {} : { identifier };
    if (method.changes) context.onProgress?.({ operation: progressName[change.kind], status: 'SUCCESS', ...named });
    return { status: 'SUCCESS', ...named, ...(key && { key }), rows: outputRows(model, call.operation, outputs) };
  } catch (error) {
    const token = operationModel && idempotencyTokenOf(model, operationModel, input);
    const lookUp = lookUpResource(description, change.key, change.scope);
    return refusedResult(error, { identifier: change.identifier, token, lookUp });
  }
}

/** The input of the operation. Throws UNKNOWN_PARAMETER, MISSING_PARAMETER and INVALID_VALUE. */
export function nativeInput(
  model: ServiceModel,
  description: ResourceDescription,
  method: NativeChange['method'],
  request: ChangeRequest & Pick<PlannedChange, 'input' | 'after'>,
): WireStructure {
  const named = identifierInput(description, method.call, model, request.key);
  const properties = { ...sentValues(request), ...named };
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

const progressName: Readonly<Record<ChangeRequest['kind'], ProgressEvent['operation']>> = {
  create: 'CREATE',
  update: 'UPDATE',
  delete: 'DELETE',
  execute: 'EXECUTE',
};
