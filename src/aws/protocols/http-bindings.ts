import type { ServiceModel, Shape, ShapeReference, WireStructure, WireValue } from '../service-model.ts';
import { scalarToText, textToScalar, timestampFormatOf } from './scalar-text.ts';
import { elementOf, entryOf, shapeOf } from './shape-of.ts';
import { listAt, type MutableStructure, memberPath, setMember, structureAt } from './structure-values.ts';

type Pair = readonly [string, string];

/** A value as the text of a label, a query parameter or one element of a list in either. */
export function encodeUriValue(model: ServiceModel, reference: ShapeReference, value: WireValue, path: string): string {
  return scalarToText(shapeOf(model, reference), reference, value, 'iso8601', path);
}

/** A member bound to the query string: lists repeat the parameter, maps give each entry one of its own. */
export function encodeQueryMember(
  model: ServiceModel,
  reference: ShapeReference,
  name: string,
  value: WireValue,
): readonly Pair[] {
  const shape = shapeOf(model, reference);
  if (shape.type === 'map') {
    const { value: valueReference } = entryOf(shape);
    return Object.entries(structureAt(value, name)).flatMap(([key, item]) =>
      item === undefined ? [] : encodeQueryMember(model, { ...valueReference, locationName: key }, key, item),
    );
  }
  const parameter = reference.locationName ?? name;
  if (shape.type === 'list') {
    const element = elementOf(shape);
    return listAt(value, name).map((item) => [parameter, encodeUriValue(model, element, item, name)] as const);
  }
  return [[parameter, encodeUriValue(model, reference, value, name)]];
}

/**
 * A member bound to the query string; undefined where no parameter is its own. A map has all parameters, those that other
 * members have as well, but for `literals`, which belong to the address.
 */
export function decodeQueryMember(
  model: ServiceModel,
  reference: ShapeReference,
  name: string,
  query: readonly Pair[],
  literals: ReadonlySet<string>,
): WireValue | undefined {
  const shape = shapeOf(model, reference);
  if (shape.type === 'map') return decodeQueryMap(model, shape, name, query, literals);
  const parameter = reference.locationName ?? name;
  const values = query.filter((pair) => pair[0] === parameter).map((pair) => pair[1]);
  const [first] = values;
  if (first === undefined) return undefined;
  if (shape.type !== 'list') return textToScalar(shape, first, name);
  const element = shapeOf(model, elementOf(shape));
  return values.map((value) => textToScalar(element, value, name));
}

function decodeQueryMap(
  model: ServiceModel,
  shape: Shape,
  name: string,
  query: readonly Pair[],
  literals: ReadonlySet<string>,
): WireValue | undefined {
  const free = query.filter(([parameter]) => !literals.has(parameter));
  if (free.length === 0) return undefined;
  const { value: valueReference } = entryOf(shape);
  const decoded: MutableStructure = {};
  for (const key of new Set(free.map(([parameter]) => parameter))) {
    const value = decodeQueryMember(
      model,
      { ...valueReference, locationName: key },
      memberPath(name, key),
      free,
      literals,
    );
    if (value !== undefined) setMember(decoded, key, value);
  }
  return decoded;
}

/** A member bound to headers, by lower-case name. */
export function encodeHeaderMember(
  model: ServiceModel,
  reference: ShapeReference,
  name: string,
  value: WireValue,
): readonly Pair[] {
  const header = (reference.locationName ?? name).toLowerCase();
  const shape = shapeOf(model, reference);
  if (reference.location === 'headers') {
    const { value: valueReference } = entryOf(shape);
    return Object.entries(structureAt(value, name)).flatMap(([key, item]) =>
      item === undefined || item === null
        ? []
        : [[`${header}${key.toLowerCase()}`, headerText(model, valueReference, item, memberPath(name, key))] as const],
    );
  }
  if (shape.type !== 'list') return [[header, headerText(model, reference, value, name)]];
  const items = listAt(value, name);
  const element = elementOf(shape);
  if (items.length === 0) return [];
  const isText = shapeOf(model, element).type === 'string';
  const texts = items.map((item) => headerText(model, element, item, name));
  return [[header, texts.map((text) => (isText ? quoteListItem(text) : text)).join(',')]];
}

/** A member bound to headers; undefined where there is no such header. */
export function decodeHeaderMember(
  model: ServiceModel,
  reference: ShapeReference,
  name: string,
  headers: Readonly<Record<string, string>>,
): WireValue | undefined {
  const header = (reference.locationName ?? name).toLowerCase();
  const shape = shapeOf(model, reference);
  if (reference.location === 'headers') {
    const { value: valueReference } = entryOf(shape);
    const found = Object.entries(headers).filter(([key]) => key.startsWith(header));
    if (found.length === 0) return undefined;
    const decoded: MutableStructure = {};
    for (const [key, text] of found) {
      setMember(decoded, key.slice(header.length), decodeHeaderText(model, valueReference, text, name));
    }
    return decoded;
  }
  const text = Object.hasOwn(headers, header) ? headers[header] : undefined;
  if (text === undefined) return undefined;
  if (shape.type !== 'list') return decodeHeaderText(model, reference, text, name);
  const element = elementOf(shape);
  return splitHeaderList(text, shapeOf(model, element)).map((item) => decodeHeaderText(model, element, item, name));
}

function headerText(model: ServiceModel, reference: ShapeReference, value: WireValue, path: string): string {
  const text = scalarToText(shapeOf(model, reference), reference, value, 'rfc822', path);
  return reference.jsonvalue === true ? Buffer.from(text, 'utf8').toString('base64') : text;
}

function decodeHeaderText(model: ServiceModel, reference: ShapeReference, text: string, path: string): WireValue {
  if (reference.jsonvalue === true) return Buffer.from(text, 'base64').toString('utf8');
  return textToScalar(shapeOf(model, reference), text, path);
}

function quoteListItem(text: string): string {
  return /[",]/.test(text) ? `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"` : text;
}

/** Dates in headers hold a comma themselves. */
function splitHeaderList(text: string, element: Shape): readonly string[] {
  if (element.type === 'timestamp' && (timestampFormatOf(element, { shape: '' }) ?? 'rfc822') === 'rfc822') {
    return text.match(/[^,]+,[^,]+/g)?.map((item) => item.trim()) ?? [];
  }
  const items = text.match(/"(?:[^"\\]|\\.)*"|[^,]+/g) ?? [];
  return items
    .map((item) => item.trim())
    .filter((item) => item !== '')
    .map((item) => (item.startsWith('"') && item.endsWith('"') ? item.slice(1, -1).replace(/\\(.)/g, '$1') : item));
}

/** The members of a structure that are bound to a place of the HTTP message, and those that make its body. */
export function isBoundToBody(reference: ShapeReference): boolean {
  return reference.location === undefined;
}

export function presentMember(structure: WireStructure, name: string): WireValue | undefined {
  const value = structure[name];
  return value === null ? undefined : value;
}
