import { isStructure } from '../../../aws/protocols/structure-values.ts';
import type { ServiceModel, WireStructure } from '../../../aws/service-model.ts';
import type {
  CloudControlCall,
  MethodDescription,
  ResourceDescription,
} from '../../../catalog/resource-description.ts';
import type { ResourceSchema } from '../../../cloudformation/resource-schema.ts';
import type { Row } from '../../../data/value.ts';
import type { ChangeRequest, ChangeResult, MadeChange } from '../../change.ts';
import { bindArguments } from '../native/arguments.ts';
import { readPages } from '../read-pages.ts';
import { refusedResult } from '../refused.ts';
import { nameOf } from '../resource-context.ts';
import { type ChangingHandler, requestAndFollow } from './apply-cloud-control.ts';
import type { FollowOptions } from './follow-request.ts';
import { propertyRowReader } from './property-row.ts';
import { cloudControlCall, operations, propertiesOf, service } from './request.ts';

export interface CloudControlExecution extends FollowOptions {
  readonly description: ResourceDescription;
  readonly schema: ResourceSchema | undefined;
  readonly method: MethodDescription & { readonly call: CloudControlCall };
  readonly request: ChangeRequest & Pick<MadeChange, 'idempotencyToken'>;
}

/** EXEC of a method that Cloud Control gives: its arguments are the operation's own (`@Identifier`, `@DesiredState`). */
export async function executeCloudControl(execution: CloudControlExecution): Promise<ChangeResult> {
  const { api, method, request } = execution;
  const { handler } = method.call;
  const input = executionInput(await api.model(service), method, request);
  if (handler === 'read' || handler === 'list') return readRows(execution, operations[handler], input);
  const result = await requestAndFollow(handler, input, { ...request, ...identifierOf(request) }, execution);
  return { ...result, rows: [statusRow(handler, result)] };
}

/** The input of Cloud Control's operation. Throws UNKNOWN_PARAMETER, MISSING_PARAMETER and INVALID_VALUE. */
export function executionInput(
  model: ServiceModel,
  method: CloudControlExecution['method'],
  request: ChangeRequest,
): WireStructure {
  const { handler, type } = method.call;
  const given = { TypeName: type, ...request.values };
  const named = `${nameOf(request.resource)}.${method.name}`;
  return bindArguments({ model, operation: operations[handler], method: named, verb: 'EXEC' }, given);
}

function identifierOf({ values }: ChangeRequest): { readonly identifier?: string } {
  const found = Object.entries(values).find(([name]) => /^@?(data__)?identifier$/i.test(name))?.[1];
  return typeof found === 'string' ? { identifier: found } : {};
}

async function readRows(
  { api, description, schema, request, context }: CloudControlExecution,
  operation: string,
  input: Parameters<typeof cloudControlCall>[1],
): Promise<ChangeResult> {
  const columns = description.columns.map(({ name }) => name);
  const read = await propertyRowReader(api, description, schema, columns);
  const rows: Row[] = [];
  try {
    for await (const output of readPages(api, cloudControlCall(operation, input, request.scope), context, {
      ahead: true,
    })) {
      const found = output.ResourceDescriptions ?? output.ResourceDescription;
      for (const one of (Array.isArray(found) ? found : [found]).filter(isStructure)) {
        rows.push(read(String(one.Identifier ?? ''), propertiesOf(one.Properties)));
      }
    }
    return { status: 'SUCCESS', rows };
  } catch (error) {
    return refusedResult(error);
  }
}

/** The columns of the row that tells how a change went. */
export const statusColumns = ['operation', 'identifier', 'status', 'error_code', 'message', 'request_token'].map(
  (name) => ({
    name,
    type: 'VARCHAR',
  }),
);

function statusRow(handler: ChangingHandler, result: ChangeResult): Row {
  return {
    operation: handler.toUpperCase(),
    identifier: result.identifier ?? null,
    status: result.status,
    error_code: result.errorCode ?? null,
    message: result.message ?? null,
    request_token: result.requestToken ?? null,
  };
}
