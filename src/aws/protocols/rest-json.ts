import type { ServiceModel, ShapeReference, WireStructure, WireValue } from '../service-model.ts';
import { errorShapeOf, furtherMembers, messageMember, statusOfError, successStatus } from './error-shapes.ts';
import {
  decodeHeaderMember,
  decodeQueryMember,
  encodeHeaderMember,
  encodeQueryMember,
  encodeUriValue,
  isBoundToBody,
  presentMember,
} from './http-bindings.ts';
import { decodeJsonBody, encodeJsonBody } from './json-body.ts';
import { encodeJsonMembers } from './json-encode.ts';
import { decodeJsonError } from './json-error.ts';
import type { HttpResponse, Protocol } from './protocol.ts';
import { prepareInput } from './request-input.ts';
import { expandPath, matchPath, parseRequestUri } from './request-uri.ts';
import { routeRequest } from './rest-router.ts';
import { textToScalar } from './scalar-text.ts';
import { membersOf, operationOf, shapeOf } from './shape-of.ts';
import type { MutableStructure } from './structure-values.ts';
import { encodeUtf8 } from './utf8.ts';

/** restJson1: operations by method and address, members bound to path, query string, headers or a JSON body. */
export const restJsonProtocol: Protocol = {
  encodeRequest(model, operationName, input) {
    const operation = operationOf(model, operationName);
    const prepared = prepareInput(model, operation, input);
    const uri = parseRequestUri(operation.http.requestUri);
    const labels = new Map<string, string>();
    const query: (readonly [string, string])[] = uri.query.map(([name, value]) => [name, value ?? '']);
    const headers: Record<string, string> = {};
    for (const [name, reference] of boundMembers(model, operation.input)) {
      const value = presentMember(prepared, name);
      if (value === undefined) continue;
      if (reference.location === 'uri') {
        labels.set(reference.locationName ?? name, encodeUriValue(model, reference, value, name));
      } else if (reference.location === 'querystring') {
        query.push(...encodeQueryMember(model, reference, name, value));
      } else if (!isBoundToBody(reference)) {
        Object.assign(headers, Object.fromEntries(encodeHeaderMember(model, reference, name, value)));
      }
    }
    const body = encodeJsonBody(model, operation.input, prepared);
    if (body !== undefined) headers['content-type'] ??= body.contentType;
    return {
      method: operation.http.method,
      path: expandPath(uri, labels),
      query,
      headers,
      body: body?.content ?? '',
    };
  },

  matchOperation(model, request) {
    return routeRequest(model, request);
  },

  decodeRequest(model, operationName, request) {
    const operation = operationOf(model, operationName);
    const uri = parseRequestUri(operation.http.requestUri);
    const labels = matchPath(uri, request.path);
    const members = boundMembers(model, operation.input);
    const taken = new Set([...uri.query.map(([name]) => name), ...queryParameters(members)]);
    const input: MutableStructure = decodeJsonBody(model, operation.input, request.body);
    for (const [name, reference] of members) {
      let value: WireValue | undefined;
      if (reference.location === 'uri') {
        const text = labels?.get(reference.locationName ?? name);
        value = text === undefined ? undefined : textToScalar(shapeOf(model, reference), text, name);
      } else if (reference.location === 'querystring') {
        value = decodeQueryMember(model, reference, name, request.query, taken);
      } else if (!isBoundToBody(reference)) value = decodeHeaderMember(model, reference, name, request.headers);
      if (value !== undefined) input[name] = value;
    }
    return input;
  },

  encodeResponse(model, operationName, output, requestId) {
    const operation = operationOf(model, operationName);
    let status = successStatus(operation);
    const headers: Record<string, string> = { 'x-amzn-requestid': requestId };
    for (const [name, reference] of boundMembers(model, operation.output)) {
      const value = presentMember(output, name);
      if (value === undefined) continue;
      if (reference.location === 'statusCode') status = typeof value === 'number' ? value : status;
      else if (!isBoundToBody(reference)) {
        Object.assign(headers, Object.fromEntries(encodeHeaderMember(model, reference, name, value)));
      }
    }
    const body = encodeJsonBody(model, operation.output, output) ?? { content: '{}', contentType: 'application/json' };
    if (status === 204) return { status, headers, body: new Uint8Array() };
    headers['content-type'] ??= body.contentType;
    const content = typeof body.content === 'string' ? encodeUtf8(body.content) : body.content;
    return { status, headers, body: content };
  },

  decodeResponse(model, operationName, response) {
    const reference = operationOf(model, operationName).output;
    const output: MutableStructure = decodeJsonBody(model, reference, response.body);
    for (const [name, member] of boundMembers(model, reference)) {
      if (member.location === 'statusCode') output[name] = response.status;
      else if (!isBoundToBody(member)) {
        const value = decodeHeaderMember(model, member, name, response.headers);
        if (value !== undefined) output[name] = value;
      }
    }
    return output;
  },

  encodeError(model, _operationName, error) {
    const shape = errorShapeOf(model, error.code);
    const members = furtherMembers(shape);
    const headers: Record<string, string> = {
      'content-type': 'application/json',
      'x-amzn-errortype': shape?.name ?? error.code,
      'x-amzn-requestid': error.requestId,
    };
    for (const [name, reference] of members) {
      const value = error.members?.[name];
      if (value === undefined || value === null || reference.location !== 'header') continue;
      Object.assign(headers, Object.fromEntries(encodeHeaderMember(model, reference, name, value)));
    }
    const body = {
      [shape === undefined ? 'message' : messageMember(shape)]: error.message,
      ...encodeJsonMembers(
        model,
        error.members ?? {},
        members.filter(([, reference]) => isBoundToBody(reference)),
        '',
      ),
    };
    return { status: error.status ?? statusOfError(shape), headers, body: encodeUtf8(JSON.stringify(body)) };
  },

  decodeError(model, _operationName, response) {
    const error = decodeJsonError(model, response, ['header', 'code', '__type']);
    return { ...error, members: { ...error.members, ...headerMembersOfError(model, error.code, response) } };
  },
};

function boundMembers(model: ServiceModel, reference: ShapeReference | undefined): ReturnType<typeof membersOf> {
  return reference === undefined ? [] : membersOf(shapeOf(model, reference));
}

function queryParameters(members: ReturnType<typeof membersOf>): readonly string[] {
  return members.flatMap(([name, reference]) =>
    reference.location === 'querystring' ? [reference.locationName ?? name] : [],
  );
}

function headerMembersOfError(model: ServiceModel, code: string, response: HttpResponse): WireStructure {
  const found: MutableStructure = {};
  for (const [name, reference] of furtherMembers(errorShapeOf(model, code))) {
    if (reference.location !== 'header') continue;
    const value = decodeHeaderMember(model, reference, name, response.headers);
    if (value !== undefined) found[name] = value;
  }
  return found;
}
