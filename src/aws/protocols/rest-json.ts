import { errorShapeOf, furtherMembers, messageMember, statusOfError } from './error-shapes.ts';
import { isBoundToBody } from './http-bindings.ts';
import { decodeJsonBody, encodeJsonBody } from './json-body.ts';
import { encodeJsonMembers } from './json-encode.ts';
import { decodeJsonError } from './json-error.ts';
import type { Protocol } from './protocol.ts';
import {
  type BodyCodec,
  decodeErrorHeaders,
  decodeRestRequest,
  decodeRestResponse,
  encodeErrorHeaders,
  encodeRestRequest,
  encodeRestResponse,
} from './rest-messages.ts';
import { routeRequest } from './rest-router.ts';
import { encodeUtf8 } from './utf8.ts';

const jsonCodec: BodyCodec = { encode: encodeJsonBody, decode: decodeJsonBody };

/** restJson1: operations by method and address, members bound to path, query string, headers or a JSON body. */
export const restJsonProtocol: Protocol = {
  encodeRequest(model, operationName, input) {
    return encodeRestRequest(model, operationName, input, jsonCodec);
  },

  matchOperation(model, request) {
    return routeRequest(model, request);
  },

  decodeRequest(model, operationName, request) {
    return decodeRestRequest(model, operationName, request, jsonCodec);
  },

  encodeResponse(model, operationName, output, requestId) {
    return encodeRestResponse(model, operationName, output, jsonCodec, {
      standing: { 'x-amzn-requestid': requestId },
      rootName: operationName,
      emptyBody: { content: '{}', contentType: 'application/json' },
    });
  },

  decodeResponse(model, operationName, response) {
    return decodeRestResponse(model, operationName, response, jsonCodec);
  },

  encodeError(model, _operationName, error) {
    const shape = errorShapeOf(model, error.code);
    const members = furtherMembers(shape).filter(([, reference]) => isBoundToBody(reference));
    const headers: Record<string, string> = {
      'content-type': 'application/json',
      'x-amzn-errortype': shape?.name ?? error.code,
      'x-amzn-requestid': error.requestId,
      ...encodeErrorHeaders(model, shape, error.members),
    };
    const body = {
      [shape === undefined ? 'message' : messageMember(shape)]: error.message,
      ...encodeJsonMembers(model, error.members ?? {}, members, ''),
    };
    return { status: error.status ?? statusOfError(shape), headers, body: encodeUtf8(JSON.stringify(body)) };
  },

  decodeError(model, _operationName, response) {
    const error = decodeJsonError(model, response, ['header', 'code', '__type']);
    const bound = decodeErrorHeaders(model, errorShapeOf(model, error.code), response);
    return { ...error, members: { ...error.members, ...bound } };
  },
};
