import { stringifyExactly } from '../../data/exact-json.ts';
import type { ServiceModel, Shape, ShapeReference, WireStructure, WireValue } from '../service-model.ts';
import { isBoundToBody, presentMember } from './http-bindings.ts';
import { decodeJson, decodeJsonMembers } from './json-decode.ts';
import { encodeJson, encodeJsonMembers } from './json-encode.ts';
import { jsonOfBody, parseJson } from './json-text.ts';
import type { RestBody } from './rest-messages.ts';
import { scalarToText } from './scalar-text.ts';
import { membersOf, shapeOf } from './shape-of.ts';
import type { MutableStructure } from './structure-values.ts';
import { decodeUtf8, encodeUtf8 } from './utf8.ts';

/** The body of a message; undefined where no member goes into it. */
export function encodeJsonBody(
  model: ServiceModel,
  reference: ShapeReference | undefined,
  structure: WireStructure,
): RestBody | undefined {
  if (reference === undefined) return undefined;
  const shape = shapeOf(model, reference);
  const payload = payloadOf(shape, reference);
  if (payload !== undefined) return encodePayload(model, payload.reference, presentMember(structure, payload.name));
  const members = membersOf(shape).filter(([, member]) => isBoundToBody(member));
  if (members.length === 0) return undefined;
  const content = stringifyExactly(encodeJsonMembers(model, structure, members, ''));
  return { content, contentType: 'application/json' };
}

function encodePayload(
  model: ServiceModel,
  reference: ShapeReference,
  value: WireValue | undefined,
): RestBody | undefined {
  const shape = shapeOf(model, reference);
  if (shape.type === 'blob') {
    const content = value instanceof Uint8Array ? value : typeof value === 'string' ? value : '';
    return { content, contentType: 'application/octet-stream' };
  }
  if (shape.type === 'string') {
    const content = value === undefined ? '' : scalarToText(shape, reference, value, 'iso8601', '');
    return { content, contentType: 'text/plain' };
  }
  const content = value === undefined ? '{}' : stringifyExactly(encodeJson(model, reference, value, ''));
  return { content, contentType: 'application/json' };
}

/** The members of a structure that the body of a message holds. */
export function decodeJsonBody(
  model: ServiceModel,
  reference: ShapeReference | undefined,
  body: Uint8Array | string,
): MutableStructure {
  if (reference === undefined) return {};
  const shape = shapeOf(model, reference);
  const payload = payloadOf(shape, reference);
  if (payload !== undefined) {
    const value = decodePayload(model, payload.reference, body, payload.name);
    return value === undefined ? {} : { [payload.name]: value };
  }
  const members = membersOf(shape).filter(([, member]) => isBoundToBody(member));
  if (members.length === 0) return {};
  return decodeJsonMembers(model, jsonOfBody(body), members, '');
}

function decodePayload(
  model: ServiceModel,
  reference: ShapeReference,
  body: Uint8Array | string,
  name: string,
): WireValue | undefined {
  const shape = shapeOf(model, reference);
  if (body.length === 0) return undefined;
  if (shape.type === 'blob') return typeof body === 'string' ? encodeUtf8(body) : body;
  const text = decodeUtf8(body);
  if (shape.type === 'string') return text;
  return decodeJson(model, reference, parseJson(text), name);
}

function payloadOf(
  shape: Shape,
  reference: ShapeReference,
): { readonly name: string; readonly reference: ShapeReference } | undefined {
  const name = reference.payload ?? shape.payload;
  const member = name === undefined ? undefined : shape.members?.[name];
  return name === undefined || member === undefined ? undefined : { name, reference: member };
}
