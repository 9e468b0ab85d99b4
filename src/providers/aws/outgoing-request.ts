import type { Endpoint } from '../../aws/endpoints.ts';
import { parsedUrl } from '../../aws/parsed-url.ts';
import type { HttpRequest } from '../../aws/protocols/protocol.ts';
import { protocolFor } from '../../aws/protocols/protocol-for.ts';
import { WireError } from '../../aws/protocols/wire-error.ts';
import { withChecksum } from '../../aws/request-checksum.ts';
import type { OperationModel, ServiceModel, ShapeReference, WireStructure } from '../../aws/service-model.ts';
import { type SigningCredentials, signRequest } from '../../aws/signing/sign-request.ts';
import { signRequestV2 } from '../../aws/signing/sign-request-v2.ts';
import { type ErrorScope, SkyqlError } from '../../errors/skyql-error.ts';
import { customizationOf } from './customizations/customization-of.ts';

/** Operations that are known to need no more than a signed request and its answer. */
const spoken = new WeakSet<OperationModel>();

/** Throws for the few operations that need more than a signed request and its answer. */
export function refuseUnspoken(model: ServiceModel, operation: OperationModel, scope: ErrorScope): void {
  const { signatureVersion } = model.metadata;
  if (signatureVersion === 'bearer' && !isUnsigned(operation)) {
    throw new SkyqlError(
      'UNSUPPORTED_PROTOCOL',
      `${model.service} takes the bearer tokens of a sign-in, which skyql does not send.`,
      { scope },
    );
  }
  if (spoken.has(operation)) return;
  const streams = [operation.input, operation.output].some((reference) => holdsEventStream(model, reference));
  if (!streams) {
    spoken.add(operation);
    return;
  }
  throw new SkyqlError(
    'UNSUPPORTED_ACTION',
    `${scope.service}:${scope.operation} speaks in a stream of events, which skyql does not follow.`,
    { scope },
  );
}

function holdsEventStream(model: ServiceModel, reference: ShapeReference | undefined): boolean {
  const members = Object.values(model.shapes[reference?.shape ?? '']?.members ?? {});
  return members.some(({ shape }) => model.shapes[shape]?.eventstream === true);
}

/** Operations by which credentials are got in the first place. */
export function isUnsigned({ authtype, auth }: OperationModel): boolean {
  return authtype === 'none' || (auth?.length === 1 && auth[0] === 'smithy.api#noAuth');
}

/** The request of a call, not yet signed. Throws `INVALID_VALUE` when the operation cannot take the input. */
export function encodedRequest(
  model: ServiceModel,
  operation: OperationModel,
  name: string,
  input: WireStructure,
  scope: ErrorScope,
): HttpRequest {
  const customization = customizationOf(model.service);
  try {
    const given = customization.input?.(model, name, input) ?? input;
    const plain = protocolFor(model).encodeRequest(model, name, given);
    const customized = customization.request?.(model, name, plain) ?? plain;
    const request = isDiscovered(operation) ? withApiVersion(customized, model) : customized;
    refuseUnsendable(request);
    return withChecksum(model, operation, given, request);
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    const place = error.path === undefined ? '' : `${error.path}: `;
    throw new SkyqlError('INVALID_VALUE', `${scope.service}:${name} cannot take this input. ${place}${error.message}`, {
      scope,
      cause: error,
    });
  }
}

function isDiscovered({ endpointoperation, endpointdiscovery }: OperationModel): boolean {
  return endpointoperation === true || endpointdiscovery !== undefined;
}

/** Services that tell their addresses tell them by version (https://docs.aws.amazon.com/sdkref/latest/guide/feature-endpoint-discovery.html). */
function withApiVersion(request: HttpRequest, { metadata }: ServiceModel): HttpRequest {
  return { ...request, headers: { ...request.headers, 'x-amz-api-version': metadata.apiVersion } };
}

/** HTTP has no way to say others in a header. */
const plainCharacters = /^[\t\x20-\x7e\x80-\xff]*$/;

function refuseUnsendable({ headers }: HttpRequest): void {
  let values = '';
  for (const name in headers) values += headers[name] ?? '';
  if (plainCharacters.test(values)) return;
  for (const [name, value] of Object.entries(headers)) {
    if (plainCharacters.test(value)) continue;
    throw new WireError(`The header ${name} can hold plain characters alone, not ${JSON.stringify(value)}`, {
      path: name,
    });
  }
}

/** The request with its signature; without credentials it goes as it is. */
export function signedRequest(
  model: ServiceModel,
  operation: OperationModel,
  request: HttpRequest,
  endpoint: Endpoint,
  credentials: SigningCredentials | undefined,
  now: number,
): HttpRequest {
  const { host, pathname, protocol } = parsedUrl(endpoint.url);
  if (credentials === undefined) return { ...request, headers: { ...request.headers, host } };
  // The client puts the endpoint's own path before that of the request.
  const asSent = { ...request, path: `${pathname.replace(/\/$/, '')}${request.path}` };
  if (model.metadata.signatureVersion === 'v2') {
    return { ...signRequestV2({ request: asSent, host, credentials, now }), path: request.path };
  }
  const headers = signRequest({
    request: asSent,
    host,
    credentials,
    region: endpoint.signingRegion,
    service: endpoint.signingName,
    now,
    unsignedPayload: operation.authtype === 'v4-unsigned-body' && protocol === 'https:',
  });
  return { ...request, headers };
}
