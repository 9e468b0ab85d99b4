import { stringifyExactly } from '../../data/exact-json.ts';
import type { OperationModel, ServiceModel, WireStructure } from '../service-model.ts';
import {
  type ErrorShape,
  errorShapeOf,
  furtherMembers,
  messageMember,
  statusOfError,
  successStatus,
} from './error-shapes.ts';
import { decodeJsonMembers } from './json-decode.ts';
import { encodeJsonMembers } from './json-encode.ts';
import { decodeJsonError } from './json-error.ts';
import { jsonOfAnswer, jsonOfBody } from './json-text.ts';
import type { HttpResponse, Protocol } from './protocol.ts';
import { queryModeHeaders } from './query-compatible.ts';
import { prepareInput } from './request-input.ts';
import { membersOf, operationOf, shapeOf } from './shape-of.ts';
import { encodeUtf8 } from './utf8.ts';

/** awsJson 1.0 and 1.1: POST / with the operation in `X-Amz-Target` and structures as JSON. */
export const awsJsonProtocol: Protocol = {
  encodeRequest(model, operationName, input) {
    const operation = operationOf(model, operationName);
    const body = encodeStructure(model, operation.input, prepareInput(model, operation, input));
    return {
      method: 'POST',
      path: '/',
      query: [],
      headers: {
        'content-type': contentType(model),
        'x-amz-target': `${model.metadata.targetPrefix ?? ''}.${operationName}`,
        ...queryModeHeaders(model),
      },
      body,
    };
  },

  matchOperation(model, request) {
    const target = request.headers['x-amz-target'];
    const prefix = `${model.metadata.targetPrefix ?? ''}.`;
    if (target?.startsWith(prefix) !== true) return undefined;
    const name = target.slice(prefix.length);
    return Object.hasOwn(model.operations, name) ? name : undefined;
  },

  decodeRequest(model, operationName, request) {
    return decodeStructure(model, operationOf(model, operationName).input, jsonOfBody, request.body);
  },

  encodeResponse(model, operationName, output, requestId) {
    const operation = operationOf(model, operationName);
    return reply(model, successStatus(operation), encodeStructure(model, operation.output, output), requestId);
  },

  decodeResponse(model, operationName, response) {
    return decodeStructure(model, operationOf(model, operationName).output, jsonOfAnswer, response.body);
  },

  encodeError(model, _operationName, error) {
    const shape = errorShapeOf(model, error.code);
    const body = stringifyExactly({
      __type: errorType(model, shape, error.code),
      [shape === undefined ? frameworkMessageMember(error.code) : messageMember(shape)]: error.message,
      ...encodeJsonMembers(model, error.members ?? {}, furtherMembers(shape), ''),
    });
    return reply(model, error.status ?? statusOfError(shape), body, error.requestId);
  },

  decodeError(model, _operationName, response) {
    return decodeJsonError(model, response, ['__type', 'code', 'header']);
  },
};

function contentType(model: ServiceModel): string {
  return `application/x-amz-json-${model.metadata.jsonVersion ?? '1.0'}`;
}

function encodeStructure(model: ServiceModel, reference: OperationModel['input'], value: WireStructure): string {
  if (reference === undefined) return '{}';
  return stringifyExactly(encodeJsonMembers(model, value, membersOf(shapeOf(model, reference)), ''));
}

function decodeStructure(
  model: ServiceModel,
  reference: OperationModel['input'],
  jsonOf: typeof jsonOfBody,
  body: Uint8Array | string,
): WireStructure {
  if (reference === undefined) return {};
  return decodeJsonMembers(model, jsonOf(body), membersOf(shapeOf(model, reference)), '');
}

function reply(model: ServiceModel, status: number, body: string, requestId: string): HttpResponse {
  return {
    status,
    headers: { 'content-type': contentType(model), 'x-amzn-requestid': requestId },
    body: encodeUtf8(body),
  };
}

/** Services of version 1.0 write a namespace before the code, those of 1.1 do not: recorded from Cloud Control and SageMaker. */
function errorType(model: ServiceModel, shape: ErrorShape | undefined, code: string): string {
  if (model.metadata.jsonVersion !== '1.0') return shape?.name ?? code;
  if (shape !== undefined) return `com.amazonaws.${model.service}#${shape.name}`;
  return `com.amazon.coral.${code === 'ValidationException' ? 'validate' : 'service'}#${code}`;
}

/** AWS's request framework spells the message of a ValidationException in lower case, and that of its other errors with a capital. */
function frameworkMessageMember(code: string): string {
  return code === 'ValidationException' ? 'message' : 'Message';
}
