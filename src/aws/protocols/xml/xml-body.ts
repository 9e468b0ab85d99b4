import type { ServiceModel, Shape, ShapeReference, WireStructure } from '../../service-model.ts';
import { isBoundToBody, presentMember } from '../http-bindings.ts';
import type { BodyCodec, RestBody } from '../rest-messages.ts';
import { scalarToText } from '../scalar-text.ts';
import { membersOf, shapeOf } from '../shape-of.ts';
import { type MutableStructure, structureAt } from '../structure-values.ts';
import { decodeUtf8, encodeUtf8 } from '../utf8.ts';
import { XmlCursor } from './xml-cursor.ts';
import { xmlPlanOf } from './xml-plan.ts';
import { readXmlStructure } from './xml-reader.ts';
import { writeXmlDocument, type XmlStyle } from './xml-writer.ts';

export const xmlDeclaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

const requestStyle: XmlStyle = { keepsMilliseconds: false, listElement: 'member' };
const responseStyle: XmlStyle = { keepsMilliseconds: true, listElement: 'member' };

/** The bodies of restXml's requests, and how any body is read. */
export const requestCodec: BodyCodec = {
  encode: (model, reference, structure, rootName) => encodeXmlBody(model, reference, structure, rootName),
  decode: decodeXmlBody,
};

/** The bodies of restXml's answers: always a document where a member could stand in it, in the service's namespace. */
export function responseCodecOf(model: ServiceModel): BodyCodec {
  const namespace = namespaces[model.service];
  return {
    encode: (_model, reference, structure, rootName) =>
      encodeXmlBody(model, reference, structure, rootName, { isAnswer: true, namespace }),
    decode: decodeXmlBody,
  };
}

/** What answers are in, which the models say of requests alone. */
const namespaces: Readonly<Record<string, string>> = {
  s3: 'http://s3.amazonaws.com/doc/2006-03-01/',
  s3control: 'http://awss3control.amazonaws.com/doc/2018-08-20/',
  route53: 'https://route53.amazonaws.com/doc/2013-04-01/',
  cloudfront: 'http://cloudfront.amazonaws.com/doc/2020-05-31/',
};

interface AnswerOptions {
  readonly isAnswer?: boolean;
  readonly namespace?: string | undefined;
}

function encodeXmlBody(
  model: ServiceModel,
  reference: ShapeReference | undefined,
  structure: WireStructure,
  rootName: string,
  { isAnswer = false, namespace }: AnswerOptions = {},
): RestBody | undefined {
  if (reference === undefined) return undefined;
  const shape = shapeOf(model, reference);
  const payload = payloadOf(shape, reference);
  const named = (root: ShapeReference): ShapeReference =>
    namespace === undefined ? root : { ...root, xmlNamespace: root.xmlNamespace ?? { uri: namespace } };
  const style = isAnswer ? responseStyle : requestStyle;
  if (payload === undefined) {
    const members = membersOf(shape).filter(([, member]) => isBoundToBody(member));
    const isPresent = members.some(([name]) => presentMember(structure, name) !== undefined);
    if (members.length === 0 || !(isAnswer || isPresent)) return undefined;
    return documentBody(writeXmlDocument(model, named(reference), rootName, structure, style));
  }
  const value = presentMember(structure, payload.name);
  if (value === undefined) return undefined;
  const payloadShape = shapeOf(model, payload.reference);
  if (payloadShape.type === 'blob') {
    const content = value instanceof Uint8Array ? value : typeof value === 'string' ? value : '';
    return { content, contentType: 'application/octet-stream' };
  }
  if (payloadShape.type === 'string') {
    const content = scalarToText(payloadShape, payload.reference, value, 'iso8601', payload.name);
    return { content, contentType: 'text/plain' };
  }
  const root = payload.reference.locationName ?? payloadShape.locationName ?? payload.reference.shape;
  const item = structureAt(value, payload.name);
  return documentBody(writeXmlDocument(model, named(payload.reference), root, item, style, payload.name));
}

function documentBody(document: string): RestBody {
  return { content: xmlDeclaration + document, contentType: 'application/xml' };
}

function decodeXmlBody(
  model: ServiceModel,
  reference: ShapeReference | undefined,
  body: Uint8Array | string,
): MutableStructure {
  if (reference === undefined || body.length === 0) return {};
  const shape = shapeOf(model, reference);
  const payload = payloadOf(shape, reference);
  if (payload === undefined) {
    return membersOf(shape).some(([, member]) => isBoundToBody(member)) ? readRoot(model, reference, body) : {};
  }
  const payloadShape = shapeOf(model, payload.reference);
  if (payloadShape.type === 'blob') return { [payload.name]: typeof body === 'string' ? encodeUtf8(body) : body };
  if (payloadShape.type === 'string') return { [payload.name]: decodeUtf8(body) };
  return { [payload.name]: readRoot(model, payload.reference, body) };
}

function readRoot(model: ServiceModel, reference: ShapeReference, body: Uint8Array | string): MutableStructure {
  const cursor = new XmlCursor(body);
  if (cursor.isBlank()) return {};
  cursor.enterRoot();
  return readXmlStructure(cursor, xmlPlanOf(model, reference));
}

function payloadOf(
  shape: Shape,
  reference: ShapeReference,
): { readonly name: string; readonly reference: ShapeReference } | undefined {
  const name = reference.payload ?? shape.payload;
  const member = name === undefined ? undefined : shape.members?.[name];
  return name === undefined || member === undefined ? undefined : { name, reference: member };
}
