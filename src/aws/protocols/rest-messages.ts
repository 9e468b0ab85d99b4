import type { ServiceModel, ShapeReference, WireStructure, WireValue } from '../service-model.ts';
import { type ErrorShape, furtherMembers, successStatus } from './error-shapes.ts';
import {
  decodeHeaderMember,
  decodeQueryMember,
  encodeHeaderMember,
  encodeQueryMember,
  encodeUriValue,
  isBoundToBody,
  presentMember,
} from './http-bindings.ts';
import type { HttpRequest, HttpResponse } from './protocol.ts';
import { prepareInput } from './request-input.ts';
import { expandPath, matchPath, parseRequestUri } from './request-uri.ts';
import { textToScalar } from './scalar-text.ts';
import { membersOf, operationOf, shapeOf } from './shape-of.ts';
import type { MutableStructure } from './structure-values.ts';
import { encodeUtf8 } from './utf8.ts';

export interface RestBody {
  readonly content: string | Uint8Array;
  readonly contentType: string;
}

/** What the two REST protocols do differently: the members that no other place of the message holds. */
export interface BodyCodec {
  /** The body of a message; undefined where no member goes into it. `rootName` is what the document is called. */
  encode(
    model: ServiceModel,
    reference: ShapeReference | undefined,
    structure: WireStructure,
    rootName: string,
  ): RestBody | undefined;
  decode(model: ServiceModel, reference: ShapeReference | undefined, body: Uint8Array | string): MutableStructure;
}

export function encodeRestRequest(
  model: ServiceModel,
  operationName: string,
  input: WireStructure,
  codec: BodyCodec,
): HttpRequest {
  const operation = operationOf(model, operationName);
  const prepared = prepareInput(model, operation, input);
  const uri = parseRequestUri(operation.http.requestUri);
  const labels = new Map<string, string>();
  const query: (readonly [string, string])[] = uri.query.map(([name, value]) => [name, value ?? '']);
  /** Of maps, whose entries go as parameters of their own. */
  const free: (readonly [string, string])[] = [];
  const headers: Record<string, string> = {};
  for (const [name, reference] of boundMembers(model, operation.input)) {
    const value = presentMember(prepared, name);
    if (value === undefined) continue;
    if (reference.location === 'uri') {
      labels.set(reference.locationName ?? name, encodeUriValue(model, reference, value, name));
    } else if (reference.location === 'querystring') {
      (isMap(model, reference) ? free : query).push(...encodeQueryMember(model, reference, name, value));
    } else if (!isBoundToBody(reference)) {
      Object.assign(headers, Object.fromEntries(encodeHeaderMember(model, reference, name, value)));
    }
  }
  // What a member says is not said a second time.
  const named = new Set(query.map(([name]) => name));
  query.push(...free.filter(([name]) => !named.has(name)));
  const rootName = operation.input?.locationName ?? operation.input?.shape ?? operationName;
  const body = codec.encode(model, operation.input, prepared, rootName);
  if (body !== undefined) headers['content-type'] ??= body.contentType;
  return { method: operation.http.method, path: expandPath(uri, labels), query, headers, body: body?.content ?? '' };
}

export function decodeRestRequest(
  model: ServiceModel,
  operationName: string,
  request: HttpRequest,
  codec: BodyCodec,
): WireStructure {
  const operation = operationOf(model, operationName);
  const uri = parseRequestUri(operation.http.requestUri);
  const labels = matchPath(uri, request.path);
  const members = boundMembers(model, operation.input);
  const literals = new Set(uri.query.map(([name]) => name));
  const input: MutableStructure = codec.decode(model, operation.input, request.body);
  for (const [name, reference] of members) {
    let value: WireValue | undefined;
    if (reference.location === 'uri') {
      const text = labels?.get(reference.locationName ?? name);
      value = text === undefined ? undefined : textToScalar(shapeOf(model, reference), text, name);
    } else if (reference.location === 'querystring') {
      value = decodeQueryMember(model, reference, name, request.query, literals);
    } else if (!isBoundToBody(reference)) value = decodeHeaderMember(model, reference, name, request.headers);
    if (value !== undefined) input[name] = value;
  }
  return input;
}

/** `standing` are headers that every answer has; `emptyBody` is what goes where no member makes a body. */
export function encodeRestResponse(
  model: ServiceModel,
  operationName: string,
  output: WireStructure,
  codec: BodyCodec,
  { standing, rootName, emptyBody }: AnswerForm,
): HttpResponse {
  const operation = operationOf(model, operationName);
  let status = successStatus(operation);
  const headers: Record<string, string> = { ...standing };
  for (const [name, reference] of boundMembers(model, operation.output)) {
    const value = presentMember(output, name);
    if (value === undefined) continue;
    if (reference.location === 'statusCode') status = typeof value === 'number' ? value : status;
    else if (!isBoundToBody(reference)) {
      Object.assign(headers, Object.fromEntries(encodeHeaderMember(model, reference, name, value)));
    }
  }
  const body = codec.encode(model, operation.output, output, rootName) ?? emptyBody;
  if (body === undefined || status === 204) return { status, headers, body: new Uint8Array() };
  headers['content-type'] ??= body.contentType;
  const content = typeof body.content === 'string' ? encodeUtf8(body.content) : body.content;
  return { status, headers, body: content };
}

export interface AnswerForm {
  readonly standing: Readonly<Record<string, string>>;
  readonly rootName: string;
  readonly emptyBody?: RestBody;
}

export function decodeRestResponse(
  model: ServiceModel,
  operationName: string,
  response: HttpResponse,
  codec: BodyCodec,
): MutableStructure {
  const reference = operationOf(model, operationName).output;
  const output: MutableStructure = codec.decode(model, reference, response.body);
  for (const [name, member] of boundMembers(model, reference)) {
    if (member.location === 'statusCode') output[name] = response.status;
    else if (!isBoundToBody(member)) {
      const value = decodeHeaderMember(model, member, name, response.headers);
      if (value !== undefined) output[name] = value;
    }
  }
  return output;
}

/** The members of an error that headers hold, as headers. */
export function encodeErrorHeaders(
  model: ServiceModel,
  shape: ErrorShape | undefined,
  members: WireStructure | undefined,
): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, reference] of furtherMembers(shape)) {
    const value = members?.[name];
    if (value === undefined || value === null || reference.location !== 'header') continue;
    Object.assign(headers, Object.fromEntries(encodeHeaderMember(model, reference, name, value)));
  }
  return headers;
}

export function decodeErrorHeaders(
  model: ServiceModel,
  shape: ErrorShape | undefined,
  response: HttpResponse,
): WireStructure {
  const found: MutableStructure = {};
  for (const [name, reference] of furtherMembers(shape)) {
    if (reference.location !== 'header') continue;
    const value = decodeHeaderMember(model, reference, name, response.headers);
    if (value !== undefined) found[name] = value;
  }
  return found;
}

function boundMembers(model: ServiceModel, reference: ShapeReference | undefined): ReturnType<typeof membersOf> {
  return reference === undefined ? [] : membersOf(shapeOf(model, reference));
}

function isMap(model: ServiceModel, reference: ShapeReference): boolean {
  return shapeOf(model, reference).type === 'map';
}
