import type { ServiceModel, Shape, ShapeReference, WireStructure, WireValue } from '../../service-model.ts';
import { scalarToText, timestampFormatOf } from '../scalar-text.ts';
import { elementOf, entryOf, membersOf, shapeOf } from '../shape-of.ts';
import { listAt, memberPath, mismatch, structureAt } from '../structure-values.ts';
import { escapeXml } from './xml-escapes.ts';
import { elementName, isFlatInXml } from './xml-plan.ts';

/** What services write differently. */
export interface XmlStyle {
  /** EC2 writes its dates with milliseconds, even where they are zero. */
  readonly keepsMilliseconds: boolean;
  /** The element around each entry of a list that the model gives no name for. */
  readonly listElement: string;
}

/** The members of a structure as elements. */
export function writeXmlMembers(
  model: ServiceModel,
  reference: ShapeReference,
  structure: WireStructure,
  style: XmlStyle,
  path = '',
): string {
  let xml = '';
  for (const [name, member] of membersOf(shapeOf(model, reference))) {
    const value = structure[name];
    if (value === undefined || value === null || member.xmlAttribute === true || member.location !== undefined)
      continue;
    xml += writeMember(model, member, name, value, style, memberPath(path, name));
  }
  return xml;
}

/** `attributes` begin with a space, or are none. */
export function xmlElement(name: string, content: string, attributes = ''): string {
  return content === '' ? `<${name}${attributes}/>` : `<${name}${attributes}>${content}</${name}>`;
}

/** A structure as an element of its own: the root of a document. */
export function writeXmlDocument(
  model: ServiceModel,
  reference: ShapeReference,
  name: string,
  structure: WireStructure,
  style: XmlStyle,
  path = '',
): string {
  return xmlElement(
    name,
    writeXmlMembers(model, reference, structure, style, path),
    xmlAttributes(model, reference, structure, path),
  );
}

function writeMember(
  model: ServiceModel,
  reference: ShapeReference,
  name: string,
  value: WireValue,
  style: XmlStyle,
  path: string,
): string {
  const shape = shapeOf(model, reference);
  const element = elementName(shape, reference, name);
  if (!isFlatInXml(shape, reference)) {
    const content = writeValue(model, reference, value, style, path);
    return xmlElement(element, content, xmlAttributes(model, reference, value, path));
  }
  if (shape.type === 'map') return writeEntries(model, shape, value, element, style, path);
  return writeItems(model, shape, value, element, style, path);
}

function writeValue(
  model: ServiceModel,
  reference: ShapeReference,
  value: WireValue,
  style: XmlStyle,
  path: string,
): string {
  const shape = shapeOf(model, reference);
  switch (shape.type) {
    case 'structure':
      return writeXmlMembers(model, reference, structureAt(value, path), style, path);
    case 'list':
      return writeItems(model, shape, value, shape.member?.locationName ?? style.listElement, style, path);
    case 'map':
      return writeEntries(model, shape, value, 'entry', style, path);
    case 'timestamp':
      return writeTimestamp(shape, reference, value, style, path);
    default:
      return escapeXml(scalarToText(shape, reference, value, 'iso8601', path));
  }
}

function writeItems(
  model: ServiceModel,
  shape: Shape,
  value: WireValue,
  element: string,
  style: XmlStyle,
  path: string,
): string {
  const reference = elementOf(shape);
  return listAt(value, path)
    .map((item, index) =>
      item === null
        ? ''
        : xmlElement(
            element,
            writeValue(model, reference, item, style, `${path}[${index}]`),
            xmlAttributes(model, reference, item, path),
          ),
    )
    .join('');
}

function writeEntries(
  model: ServiceModel,
  shape: Shape,
  value: WireValue,
  element: string,
  style: XmlStyle,
  path: string,
): string {
  const { key: keyReference, value: valueReference } = entryOf(shape);
  return Object.entries(structureAt(value, path))
    .map(([key, item]) => {
      if (item === undefined || item === null) return '';
      const written = writeValue(model, valueReference, item, style, memberPath(path, key));
      const keyAttributes = xmlAttributes(model, keyReference, key, path);
      const keyElement = xmlElement(keyReference.locationName ?? 'key', escapeXml(key), keyAttributes);
      const attributes = xmlAttributes(model, valueReference, item, memberPath(path, key));
      return xmlElement(element, keyElement + xmlElement(valueReference.locationName ?? 'value', written, attributes));
    })
    .join('');
}

function writeTimestamp(
  shape: Shape,
  reference: ShapeReference,
  value: WireValue,
  style: XmlStyle,
  path: string,
): string {
  if (typeof value !== 'string') throw mismatch('a timestamp as ISO 8601 text', value, path);
  const format = timestampFormatOf(shape, reference) ?? 'iso8601';
  const text = scalarToText(shape, reference, value, format, path);
  return style.keepsMilliseconds && format === 'iso8601' && !text.includes('.') ? text.replace('Z', '.000Z') : text;
}

/** What stands in the start tag of an element: its namespace, and the members of a structure that are attributes. */
function xmlAttributes(model: ServiceModel, reference: ShapeReference, value: WireValue, path: string): string {
  const shape = shapeOf(model, reference);
  const namespace = reference.xmlNamespace ?? shape.xmlNamespace;
  const members = attributeMembersOf(shape);
  if (namespace === undefined && members.length === 0) return '';
  let attributes = namespace === undefined ? '' : namespaceAttribute(namespace);
  for (const [name, member] of members) {
    const item = structureAt(value, path)[name];
    if (item === undefined || item === null) continue;
    const text = scalarToText(shapeOf(model, member), member, item, 'iso8601', memberPath(path, name));
    attributes += ` ${member.locationName ?? name}="${escapeXml(text)}"`;
  }
  return attributes;
}

function namespaceAttribute(namespace: NonNullable<Shape['xmlNamespace']>): string {
  if (typeof namespace === 'string') return ` xmlns="${escapeXml(namespace)}"`;
  const prefix = namespace.prefix === undefined ? '' : `:${namespace.prefix}`;
  return ` xmlns${prefix}="${escapeXml(namespace.uri)}"`;
}

const attributeMembers = new WeakMap<Shape, readonly (readonly [string, ShapeReference])[]>();

function attributeMembersOf(shape: Shape): readonly (readonly [string, ShapeReference])[] {
  const known = attributeMembers.get(shape);
  if (known !== undefined) return known;
  const members = membersOf(shape).filter(([, member]) => member.xmlAttribute === true);
  attributeMembers.set(shape, members);
  return members;
}
