import type { HttpRequest } from '../../aws/protocols/protocol.ts';
import { WireError } from '../../aws/protocols/wire-error.ts';
import type { ProtocolName, ServiceModel } from '../../aws/service-model.ts';
import { SandboxFault } from '../service.ts';
import { authenticationFault } from './authentication-fault.ts';
import type { CredentialScope } from './credential-scope.ts';
import type { SandboxRequest, SandboxResponse } from './sandbox-request.ts';
import { formValue } from './service-of-request.ts';

/** Errors that AWS's front door answers before any service sees the request; no model tells them. */

export function unknownOperation(model: ServiceModel, request: HttpRequest): SandboxFault {
  const { protocol, apiVersion } = model.metadata;
  const action = formValue(request, 'Action');
  if (protocol === 'ec2') {
    return action === undefined
      ? new SandboxFault('MissingAction', 'The request must contain the parameter Action', 400)
      : new SandboxFault('InvalidAction', `The action ${action} is not valid for this web service.`, 400);
  }
  if (protocol === 'query') {
    return action === undefined
      ? new SandboxFault('MissingAction', 'The request must contain the parameter Action', 400)
      : new SandboxFault('InvalidAction', `Could not find operation ${action} for version ${apiVersion}`, 400);
  }
  if (isS3(model)) {
    return new SandboxFault('MethodNotAllowed', 'The specified method is not allowed against this resource.', 405);
  }
  return new SandboxFault('UnknownOperationException', '', statusOfUnknown(protocol));
}

/** An operation that AWS has and the sandbox does not: as AWS answers one that it does not have, and who lacks it. */
export function notImplemented(
  model: ServiceModel,
  operation: string,
  service: string,
  services: readonly string[],
): SandboxFault {
  const { protocol, serviceId } = model.metadata;
  const message = services.includes(service)
    ? `The sandbox does not have the operation ${operation} of ${serviceId}.`
    : `The sandbox does not have the service ${service}. It has ${services.join(', ')}.`;
  if (isS3(model)) return new SandboxFault('NotImplemented', message, 501);
  if (isQuery(protocol)) return new SandboxFault('InvalidAction', message, 400);
  return new SandboxFault('UnknownOperationException', message, statusOfUnknown(protocol));
}

function statusOfUnknown(protocol: ProtocolName): number {
  return protocol === 'rest-json' || protocol === 'rest-xml' ? 404 : 400;
}

function isS3({ service }: ServiceModel): boolean {
  return service === 's3';
}

export function bodyTooLarge(protocol: ProtocolName): SandboxFault {
  if (protocol === 'rest-xml') {
    return new SandboxFault('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size', 400);
  }
  const code = isQuery(protocol) ? 'RequestEntityTooLarge' : 'RequestEntityTooLargeException';
  return new SandboxFault(code, 'Request size exceeds the limit', 413);
}

export function internalFailure(protocol: ProtocolName): SandboxFault {
  const code = protocol === 'ec2' || protocol === 'rest-xml' ? 'InternalError' : 'InternalFailure';
  return new SandboxFault(code, 'The request processing has failed because of an unknown error.', 500);
}

/** What throttles differs by service: the modelled error where there is one. */
export function throttled(model: ServiceModel): SandboxFault {
  const { protocol } = model.metadata;
  if (protocol === 'ec2') return new SandboxFault('RequestLimitExceeded', 'Request limit exceeded.', 503);
  if (isS3(model)) return new SandboxFault('SlowDown', 'Please reduce your request rate.', 503);
  const modelled = ['CallRateLimitExceededException', 'TooManyRequestsException'].find((name) => name in model.shapes);
  if (modelled !== undefined) {
    return new SandboxFault(modelled, 'You have exceeded the permitted request rate for the specific operation.', 429);
  }
  return new SandboxFault(protocol === 'query' ? 'Throttling' : 'ThrottlingException', 'Rate exceeded', 400);
}

/** The request's bytes do not have the form that the protocol asks for. */
export function malformedRequest(error: WireError, protocol: ProtocolName): SandboxFault {
  if (protocol === 'rest-xml') return new SandboxFault('MalformedXML', error.message, 400);
  if (error.code !== 'SerializationException' || !isQuery(protocol)) {
    return new SandboxFault(error.code, error.message, 400);
  }
  return new SandboxFault(protocol === 'ec2' ? 'InvalidParameterValue' : 'MalformedInput', error.message, 400);
}

export function nestedTooDeep(protocol: ProtocolName): SandboxFault {
  return malformedRequest(new WireError('The request is nested too deeply.'), protocol);
}

/** The answer where no service of the sandbox is meant: XML to those who speak it, JSON to the rest. */
export function missingServiceResponse(
  request: SandboxRequest,
  scope: CredentialScope | undefined,
  services: readonly string[],
  requestId: string,
  auth: 'verify' | 'off',
): SandboxResponse {
  const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
  const isXml = isForm || new URLSearchParams(request.rawQuery).has('Action');
  const fault =
    scope === undefined && auth === 'verify'
      ? authenticationFault(isXml ? 'query' : 'rest-json', 'missing', 'Missing Authentication Token')
      : new SandboxFault(
          isXml ? 'InvalidAction' : 'UnknownOperationException',
          `The sandbox does not have the service${scope === undefined ? ' that this request is for' : ` ${scope.signingName}`}. It has ${services.join(', ')}.`,
          404,
        );
  const status = fault.status ?? 400;
  if (isXml) {
    const error = `<Code>${escapeXml(fault.code)}</Code><Message>${escapeXml(fault.message)}</Message>`;
    const text = `<ErrorResponse><Error><Type>Sender</Type>${error}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
    return { status, headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId }, body: encode(text) };
  }
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-requestid': requestId, 'x-amzn-errortype': fault.code },
    body: encode(JSON.stringify({ __type: fault.code, message: fault.message })),
  };
}

const encode = (text: string) => new TextEncoder().encode(text);

const escapeXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function isQuery(protocol: ProtocolName): boolean {
  return protocol === 'ec2' || protocol === 'query';
}
