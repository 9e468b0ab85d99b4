import type { MethodDescription } from '../../../catalog/resource-description.ts';
import type { ChangeForm, ChangeOutline } from '../../change.ts';
import type { AwsApi } from '../aws-api.ts';
import { service as cloudControl, operations } from '../cloud-control/request.ts';
import { argumentNames } from '../native/arguments.ts';
import { isCloudControlMethod, isNativeMethod, nameOf } from '../resource-context.ts';

/** What the operation behind an EXEC calls its arguments. Throws UNKNOWN_PARAMETER. */
export async function executeForm(
  api: Pick<AwsApi, 'model'>,
  method: MethodDescription,
  { resource, names }: ChangeOutline,
): Promise<ChangeForm> {
  const named = `${nameOf(resource)}.${method.name}`;
  const { service, operation } = isNativeMethod(method)
    ? method.call
    : { service: cloudControl, operation: isCloudControlMethod(method) ? operations[method.call.handler] : '' };
  return { names: argumentNames({ model: await api.model(service), operation, method: named }, names), columns: [] };
}
