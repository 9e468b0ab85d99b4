import type { ServiceModel, WireStructure } from '../service-model.ts';
import { errorShapeOf, furtherMembers, statusOfError } from './error-shapes.ts';
import { isBoundToBody } from './http-bindings.ts';
import type { Protocol } from './protocol.ts';
import {
  decodeErrorHeaders,
  decodeRestRequest,
  decodeRestResponse,
  encodeErrorHeaders,
  encodeRestRequest,
  encodeRestResponse,
} from './rest-messages.ts';
import { routeRequest } from './rest-router.ts';
import {
  decodeBucketLocation,
  encodeBucketLocation,
  isS3,
  isS3Error,
  s3CodeOfStatus,
  s3RootName,
  withPartialStatus,
  withReadableExpiry,
} from './s3-answers.ts';
import { encodeUtf8 } from './utf8.ts';
import { requestCodec, responseCodecOf, xmlDeclaration } from './xml/xml-body.ts';
import { decodeXmlError } from './xml/xml-error.ts';
import { escapeXml } from './xml/xml-escapes.ts';
import { writeXmlMembers, xmlElement } from './xml/xml-writer.ts';

/** restXml: S3, S3 Control, Route 53 and CloudFront. Members bound to path, query string, headers or an XML body. */
export const restXmlProtocol: Protocol = {
  encodeRequest(model, operationName, input) {
    return encodeRestRequest(model, operationName, input, requestCodec);
  },

  matchOperation(model, request) {
    return routeRequest(model, request, true);
  },

  decodeRequest(model, operationName, request) {
    return decodeRestRequest(model, operationName, request, requestCodec);
  },

  encodeResponse(model, operationName, output, requestId) {
    const codec = isBucketLocation(model, operationName)
      ? { ...requestCodec, encode: encodeBucketLocation }
      : responseCodecOf(model);
    const response = encodeRestResponse(model, operationName, output, codec, {
      standing: requestIdHeaders(model, requestId),
      rootName: rootNameOf(model, operationName),
    });
    return isS3(model) ? withPartialStatus(response) : response;
  },

  decodeResponse(model, operationName, response) {
    if (isBucketLocation(model, operationName)) return decodeBucketLocation(response.body);
    const readable = isS3(model) ? withReadableExpiry(response) : response;
    return decodeRestResponse(model, operationName, readable, requestCodec);
  },

  isFailure(model, operationName, response) {
    const isGood = response.status >= 200 && response.status < 300;
    return !isGood || (isS3(model) && isS3Error(model, operationName, response));
  },

  encodeError(model, operationName, error) {
    const shape = errorShapeOf(model, error.code);
    const status = error.status ?? statusOfError(shape);
    const headers = {
      'content-type': isS3(model) ? 'application/xml' : 'text/xml',
      ...requestIdHeaders(model, error.requestId),
      ...encodeErrorHeaders(model, shape, error.members),
    };
    // An answer to HEAD has no body, so its code can only be told from the status.
    const isHead = operationName !== undefined && model.operations[operationName]?.http.method === 'HEAD';
    if (isHead || status === 304) return { status, headers, body: new Uint8Array() };
    const bodyMembers = furtherMembers(shape).filter(([, reference]) => isBoundToBody(reference));
    const known = Object.fromEntries(bodyMembers.map(([name]) => [name, error.members?.[name]]));
    const members = shape === undefined ? '' : writeXmlMembers(model, { shape: shape.name }, known, errorStyle);
    const code = shape?.shape.error?.code ?? error.code;
    const further = isS3(model) ? members + furtherElements(error.members, known) : members;
    const said = xmlElement('Code', escapeXml(code)) + xmlElement('Message', escapeXml(error.message)) + further;
    const requestId = xmlElement('RequestId', escapeXml(error.requestId));
    const fault = xmlElement('Type', status >= 500 ? 'Receiver' : 'Sender');
    const document = isS3(model)
      ? xmlElement('Error', said + requestId + xmlElement('HostId', escapeXml(error.requestId)))
      : `<ErrorResponse${namespaceOf(model)}>${xmlElement('Error', fault + said)}${requestId}</ErrorResponse>`;
    return { status, headers, body: encodeUtf8(xmlDeclaration + document) };
  },

  decodeError(model, operationName, response) {
    const error = decodeXmlError(model, response);
    // S3 answers some failures with status 200; they are faults of its own.
    const status = response.status >= 200 && response.status < 300 ? 500 : response.status;
    const code = response.body.length === 0 ? s3CodeOfStatus(status, operationName) : error.code;
    const bound = decodeErrorHeaders(model, errorShapeOf(model, code), response);
    return { ...error, code, status, members: { ...error.members, ...bound } };
  },
};

const errorStyle = { keepsMilliseconds: true, listElement: 'member' };

function isBucketLocation(model: ServiceModel, operationName: string): boolean {
  return operationName === 'GetBucketLocation' && isS3(model);
}

/** S3's errors tell more than its model has: the key that does not exist, the endpoint to go to. */
function furtherElements(members: WireStructure | undefined, known: WireStructure): string {
  return Object.entries(members ?? {})
    .map(([name, value]) => (typeof value === 'string' && !(name in known) ? xmlElement(name, escapeXml(value)) : ''))
    .join('');
}

function rootNameOf(model: ServiceModel, operationName: string): string {
  if (isS3(model)) return s3RootName(operationName);
  return model.operations[operationName]?.output?.shape ?? `${operationName}Response`;
}

function requestIdHeaders(model: ServiceModel, requestId: string): Record<string, string> {
  return isS3(model) ? { 'x-amz-request-id': requestId, 'x-amz-id-2': requestId } : { 'x-amzn-requestid': requestId };
}

function namespaceOf(model: ServiceModel): string {
  const uri = model.metadata.xmlNamespace;
  return uri === undefined ? '' : ` xmlns="${escapeXml(uri)}"`;
}
