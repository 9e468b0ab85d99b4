import type { ServiceModel, WireStructure, WireValue } from '../../../aws/service-model.ts';
import type { MethodDescription, NativeCall, ResourceDescription } from '../../../catalog/resource-description.ts';
import type { CallContext, MutationRequest, MutationResult, ProgressEvent, Value } from '../../provider.ts';
import type { AwsApi } from '../aws-api.ts';
import { nameKey } from '../names.ts';
import { readPages } from '../read-pages.ts';
import { refusedResult } from '../refused.ts';
import { nameOf } from '../resource-context.ts';
import { bindArguments } from './arguments.ts';
import { coerce } from './coerce.ts';
import { shapeOf, valueAt } from './member-path.ts';
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
  const input = nativeInput(model, method, request);
  try {
    const outputs: WireStructure[] = [];
    const operation = { service: call.service, operation: call.operation, input, scope: request.scope };
    for await (const output of readPages(api, operation, context, { ahead: true })) outputs.push(output);
    const identifier =
      request.identifier ??
      (request.kind === 'create' ? createdIdentifier(description, call, outputs[0] ?? {}) : undefined);
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
  method: NativeMutation['method'],
  request: MutationRequest,
): WireStructure {
  const properties = { ...request.properties, ...identifierInput(method.call, model, request) };
  const target = {
    model,
    operation: method.call.operation,
    method: `${nameOf(request.resource)}.${method.name}`,
    verb: request.kind === 'execute' ? 'EXEC' : 'INSERT',
  } as const;
  return { ...fixedInput(method.call, model), ...bindArguments(target, properties) };
}

const progressName: Readonly<Record<MutationRequest['kind'], ProgressEvent['operation']>> = {
  create: 'CREATE',
  update: 'UPDATE',
  delete: 'DELETE',
  execute: 'EXECUTE',
};

function fixedInput(call: NativeCall, model: ServiceModel): WireStructure {
  const members = shapeOf(model, model.operations[call.operation]?.input)?.members ?? {};
  return Object.fromEntries(
    Object.entries(call.fixed ?? {}).map(([name, value]) => {
      const reference = members[name];
      return [name, reference ? coerce(value, reference, model, name) : value];
    }),
  );
}

/** The identifier of what is changed, under the operation's own name for it. */
function identifierInput(
  call: NativeCall,
  model: ServiceModel,
  request: MutationRequest,
): Readonly<Record<string, Value>> {
  if (request.identifier === undefined) return {};
  const input = shapeOf(model, model.operations[call.operation]?.input);
  const member = call.inputs.data__Identifier ?? Object.values(call.inputs)[0] ?? input?.required?.[0];
  return member === undefined ? {} : { [member]: request.identifier };
}

/** What a creating operation answers as the identifier of the new thing. */
function createdIdentifier(
  description: ResourceDescription,
  call: NativeCall,
  output: WireStructure,
): string | undefined {
  const parts = description.identifier.map((column) => {
    const path = call.columns[column];
    if (path !== undefined) {
      const whole = path.startsWith('$.') ? path.slice(2) : [call.result, path].filter((part) => part !== '').join('.');
      return textOf(valueAt(output, whole));
    }
    const names = Object.keys(output).filter((name) => !/^(requestId|clientToken|nextToken)$/i.test(name));
    const key = nameKey(column);
    const name =
      names.find((candidate) => nameKey(candidate) === key) ??
      names.find((candidate) => nameKey(candidate).endsWith(key));
    return name === undefined ? undefined : textOf(output[name]);
  });
  return parts.length > 0 && parts.every((part) => part !== undefined) ? parts.join('|') : undefined;
}

function textOf(value: WireValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
