import type { WireStructure } from '../../../../aws/service-model.ts';
import type { RequestContext, ResourceStep } from '../../../service.ts';
import { resolveIdentifier } from '../resources/resource-model.ts';
import type { ResourceType } from '../resources/resource-types.ts';
import { identifierNotFound } from './handler-error.ts';
import { progressEvent, refuseUsedClientToken, startRequest } from './resource-requests.ts';

/** A resource that does not exist is for the handler to find out: the request is accepted, then fails. */
export function deleteResource(type: ResourceType, input: WireStructure, context: RequestContext): WireStructure {
  const { schema, handler } = type;
  const given = String(input.Identifier);
  const clientToken = typeof input.ClientToken === 'string' ? input.ClientToken : undefined;
  refuseUsedClientToken(clientToken, context);
  const identifier = resolveIdentifier(type, given, context);
  const missing: ResourceStep = {
    status: 'FAILED',
    errorCode: 'NotFound',
    message: identifierNotFound(schema, given),
  };
  const request = startRequest(
    { typeName: schema.typeName, operation: 'DELETE', identifier: identifier ?? given },
    clientToken,
    () => (identifier === undefined ? missing : handler.delete(identifier, context)),
    context,
  );
  return { ProgressEvent: progressEvent(request) };
}
