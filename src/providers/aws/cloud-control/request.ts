import { isStructure } from '../../../aws/protocols/structure-values.ts';
import type { WireStructure } from '../../../aws/service-model.ts';
import { parseExactly } from '../../../data/exact-json.ts';
import { isObject } from '../../../data/is-object.ts';
import type { CallContext, CallScope } from '../../provider.ts';
import type { AwsApi, OperationCall } from '../aws-api.ts';
import type { Properties } from './property-row.ts';

/** botocore's folder name of the Cloud Control API, whose IAM actions are CloudFormation's. */
export const service = 'cloudcontrol';

/** The operation that runs a handler. */
export const operations = {
  create: 'CreateResource',
  read: 'GetResource',
  update: 'UpdateResource',
  delete: 'DeleteResource',
  list: 'ListResources',
} as const;

export function cloudControlCall(operation: string, input: WireStructure, scope: CallScope): OperationCall {
  return { service, operation, input, scope };
}

/** Reads one resource. Throws what AWS answers when there is none. */
export async function getResource(
  api: AwsApi,
  type: string,
  identifier: string,
  scope: CallScope,
  context: CallContext,
): Promise<{ readonly identifier: string; readonly properties: Properties }> {
  const { output } = await api.call(
    cloudControlCall('GetResource', { TypeName: type, Identifier: identifier }, scope),
    context,
  );
  const found = isStructure(output.ResourceDescription) ? output.ResourceDescription : {};
  return {
    identifier: typeof found.Identifier === 'string' ? found.Identifier : identifier,
    properties: propertiesOf(found.Properties),
  };
}

/** Cloud Control sends properties as JSON text. */
export function propertiesOf(text: unknown): Properties {
  if (typeof text !== 'string' || text === '') return {};
  const parsed = parseExactly(text);
  return isObject(parsed) ? parsed : {};
}

/** Of a code that Cloud Control answers, whether it means that there is no such resource. */
export function meansMissing(code: string | undefined): boolean {
  return code === 'ResourceNotFoundException' || code === 'NotFound';
}
