import type { WireStructure } from '../../../../aws/service-model.ts';
import { pointerPath } from '../../../../cloudformation/pointer-path.ts';
import { validateProperties } from '../../../../cloudformation/validate-properties.ts';
import { valuesAt } from '../../../../cloudformation/values-at.ts';
import { type RequestContext, type ResourceStep, SandboxFault } from '../../../service.ts';
import { malformedDesiredState } from '../assumptions.ts';
import { primaryIdentifier } from '../resources/resource-identifier.ts';
import { parseStructure } from '../resources/resource-model.ts';
import type { ResourceType } from '../resources/resource-types.ts';
import { missingParent } from './missing-parent.ts';
import { progressEvent, refuseUsedClientToken, startRequest } from './resource-requests.ts';

export function createResource(type: ResourceType, input: WireStructure, context: RequestContext): WireStructure {
  const { schema, handler } = type;
  const clientToken = typeof input.ClientToken === 'string' ? input.ClientToken : undefined;
  refuseUsedClientToken(clientToken, context);
  const properties = parseStructure(String(input.DesiredState));
  if (properties === undefined) throw new SandboxFault('ValidationException', malformedDesiredState);
  refuseInvalidModel(type, properties);
  const request = startRequest(
    {
      typeName: schema.typeName,
      operation: 'CREATE',
      identifier: primaryIdentifier(schema, properties),
      properties,
    },
    clientToken,
    () =>
      refusedReadOnly(type, properties) ??
      missingParent(type, properties, context) ??
      handler.create(properties, context),
    context,
  );
  return { ProgressEvent: progressEvent(request) };
}

/** The messages are those of the validator that CloudFormation uses (everit). */
export function refuseInvalidModel({ schema }: ResourceType, properties: WireStructure): void {
  const [violation] = validateProperties(schema, properties);
  if (violation === undefined) return;
  throw new SandboxFault('ValidationException', `Model validation failed (${violation.message})`);
}

/** AWS's handlers refuse these, not Cloud Control itself: the request is accepted and fails. */
function refusedReadOnly({ schema }: ResourceType, properties: WireStructure): ResourceStep | undefined {
  const paths = (schema.readOnlyProperties ?? []).map(pointerPath);
  const given = paths.filter((path) => valuesAt(properties, path).length > 0).map((path) => path.join('/'));
  if (given.length === 0) return undefined;
  const message = `The following ReadOnly properties were set: [${given.join(', ')}]`;
  return { status: 'FAILED', errorCode: 'InvalidRequest', message };
}
