import type { ServiceModel, ShapeReference, WireStructure } from '../service-model.ts';
import { writeCborMembers } from './cbor/cbor-encode.ts';
import { parseCbor } from './cbor/cbor-reader.ts';
import { CborWriter } from './cbor/cbor-writer.ts';
import { bareCode, errorShapeOf, furtherMembers, messageMember, statusOfError, successStatus } from './error-shapes.ts';
import { decodeJsonMembers } from './json-decode.ts';
import { requestIdOf } from './json-error.ts';
import type { HttpResponse, Protocol } from './protocol.ts';
import { queryErrorCode, queryModeHeaders } from './query-compatible.ts';
import { prepareInput } from './request-input.ts';
import { membersOf, operationOf, shapeOf } from './shape-of.ts';
import { isStructure } from './structure-values.ts';
import { WireError } from './wire-error.ts';

const contentType = 'application/cbor';

/** smithy.protocols#rpcv2Cbor (https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html). */
export const rpcV2CborProtocol: Protocol = {
  encodeRequest(model, operationName, input) {
    const operation = operationOf(model, operationName);
    const prepared = prepareInput(model, operation, input);
    const headers: Record<string, string> = {
      accept: contentType,
      'smithy-protocol': 'rpc-v2-cbor',
      ...queryModeHeaders(model),
    };
    if (operation.input !== undefined) headers['content-type'] = contentType;
    return {
      method: 'POST',
      path: pathOf(model, operationName),
      query: [],
      headers,
      body: operation.input === undefined ? '' : encodeStructure(model, operation.input, prepared),
    };
  },

  matchOperation(model, request) {
    const [, service, name = ''] = /\/service\/([^/]+)\/operation\/([^/]+)\/?$/.exec(request.path) ?? [];
    return service === model.metadata.targetPrefix && Object.hasOwn(model.operations, name) ? name : undefined;
  },

  decodeRequest(model, operationName, request) {
    const body = typeof request.body === 'string' ? Buffer.from(request.body, 'latin1') : request.body;
    return decodeStructure(model, operationOf(model, operationName).input, body);
  },

  encodeResponse(model, operationName, output, requestId) {
    const operation = operationOf(model, operationName);
    const body = operation.output === undefined ? new Uint8Array() : encodeStructure(model, operation.output, output);
    return reply(successStatus(operation), body, requestId);
  },

  decodeResponse(model, operationName, response) {
    return decodeStructure(model, operationOf(model, operationName).output, response.body);
  },

  encodeError(model, _operationName, error) {
    const shape = errorShapeOf(model, error.code);
    const text: ShapeReference = { shape: textShape };
    const named = { ...model, shapes: { ...model.shapes, [textShape]: { type: 'string' as const } } };
    const message = shape === undefined ? 'message' : messageMember(shape);
    const members = [['__type', text], [message, text], ...furtherMembers(shape)] as const;
    const type = shape === undefined ? error.code : `com.amazonaws.${model.service}#${shape.name}`;
    const writer = new CborWriter();
    writeCborMembers(writer, named, { ...error.members, __type: type, [message]: error.message }, members, '');
    return reply(error.status ?? statusOfError(shape), writer.finish(), error.requestId);
  },

  decodeError(model, _operationName, response) {
    const body = errorBody(response.body);
    const code = bareCode(typeof body?.__type === 'string' ? body.__type : String(response.status));
    const said = body?.message ?? body?.Message;
    const proxySaid = Buffer.from(response.body).toString('utf8').slice(0, 500);
    const message = typeof said === 'string' ? said : body === undefined ? proxySaid : '';
    const members = furtherMembers(errorShapeOf(model, code));
    return {
      code: queryErrorCode(response) ?? code,
      message,
      status: response.status,
      requestId: requestIdOf(response),
      members: membersOrNone(() => decodeJsonMembers(model, body ?? {}, members, '')),
    };
  },
};

/** No model has a shape of this name. */
const textShape = '$text';

function pathOf({ metadata }: ServiceModel, operationName: string): string {
  return `/service/${metadata.targetPrefix ?? ''}/operation/${operationName}`;
}

function encodeStructure(model: ServiceModel, reference: ShapeReference, value: WireStructure): Uint8Array {
  const writer = new CborWriter();
  writeCborMembers(writer, model, value, membersOf(shapeOf(model, reference)), '');
  return writer.finish();
}

function decodeStructure(model: ServiceModel, reference: ShapeReference | undefined, body: Uint8Array): WireStructure {
  if (reference === undefined) return {};
  return decodeJsonMembers(model, body.length === 0 ? {} : parseCbor(body), membersOf(shapeOf(model, reference)), '');
}

function errorBody(body: Uint8Array): WireStructure | undefined {
  try {
    const value = body.length === 0 ? {} : parseCbor(body);
    return isStructure(value) ? value : undefined;
  } catch (error) {
    if (error instanceof WireError) return undefined;
    throw error;
  }
}

/** An error whose details do not fit the model is still that error. */
function membersOrNone(read: () => WireStructure): WireStructure {
  try {
    return read();
  } catch (error) {
    if (error instanceof WireError) return {};
    throw error;
  }
}

function reply(status: number, body: Uint8Array, requestId: string): HttpResponse {
  return {
    status,
    headers: { 'content-type': contentType, 'smithy-protocol': 'rpc-v2-cbor', 'x-amzn-requestid': requestId },
    body,
  };
}
