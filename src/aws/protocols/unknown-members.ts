import type { ServiceModel, Shape, ShapeReference } from '../service-model.ts';
import { ec2FormNames, type FormNames, listPrefix, mapPrefix, queryFormNames } from './form-names.ts';
import { isBoundToBody } from './http-bindings.ts';
import { isFormProtocol } from './is-form-protocol.ts';
import { jsonOfBody } from './json-text.ts';
import { parseQueryString } from './percent-encoding.ts';
import type { HttpRequest } from './protocol.ts';
import { elementOf, entryOf, membersOf, operationOf, shapeOf } from './shape-of.ts';
import { isStructure, memberPath } from './structure-values.ts';
import { decodeUtf8 } from './utf8.ts';

/** A member that a request has and its model has not, as clients of a newer model send them. */
export interface UnknownMember {
  /** `filters[0].operator`; of forms the parameter's name up to its first dot. */
  readonly path: string;
  readonly value: unknown;
}

/** Beyond this a body is not read a second time. */
const longestRead = 262_144;

/** What a request holds that its operation's input has no member for: of JSON at any depth, of forms at the top. */
export function unknownMembers(model: ServiceModel, operation: string, request: HttpRequest): readonly UnknownMember[] {
  const { protocol } = model.metadata;
  const reference = operationOf(model, operation).input;
  if (request.body.length > longestRead) return [];
  if (isFormProtocol(protocol)) {
    const parameters = [
      ...request.query,
      ...(request.method === 'POST' ? parseQueryString(decodeUtf8(request.body)) : []),
    ];
    return unknownParameters(model, protocol === 'ec2' ? ec2FormNames : queryFormNames, reference, parameters);
  }
  if (reference === undefined || (protocol !== 'json' && protocol !== 'rest-json')) return [];
  const shape = shapeOf(model, reference);
  if (shape.payload !== undefined || request.body.length === 0) return [];
  const found: UnknownMember[] = [];
  collect(model, protocol === 'json' ? namedIn(shape) : namedInBody(shape), jsonOfBody(request.body), '', found);
  return found;
}

type Named = ReadonlyMap<string, ShapeReference>;

/** The members of structures by their names on the wire. */
const namedIn = remembered(membersOf);
/** Of those that are also told in the address and the headers. */
const namedInBody = remembered((shape) => membersOf(shape).filter(([, member]) => isBoundToBody(member)));

function remembered(members: typeof membersOf): (shape: Shape) => Named {
  const known = new WeakMap<Shape, Named>();
  return (shape) => {
    const found =
      known.get(shape) ?? new Map(members(shape).map(([name, member]) => [member.locationName ?? name, member]));
    known.set(shape, found);
    return found;
  };
}

function collect(model: ServiceModel, named: Named, json: unknown, path: string, found: UnknownMember[]): void {
  if (!isStructure(json)) return;
  for (const [name, value] of Object.entries(json)) {
    const reference = named.get(name);
    if (reference === undefined) found.push({ path: memberPath(path, name), value });
    else collectValue(model, reference, value, memberPath(path, name), found);
  }
}

function collectValue(
  model: ServiceModel,
  reference: ShapeReference,
  value: unknown,
  path: string,
  found: UnknownMember[],
): void {
  const shape = shapeOf(model, reference);
  if (shape.type === 'structure' && shape.document !== true) collect(model, namedIn(shape), value, path, found);
  if (shape.type === 'list' && Array.isArray(value))
    for (const [index, item] of value.entries())
      collectValue(model, elementOf(shape), item, `${path}[${index}]`, found);
  if (shape.type === 'map' && isStructure(value))
    for (const [key, item] of Object.entries(value))
      collectValue(model, entryOf(shape).value, item, memberPath(path, key), found);
}

/** Parameters of the request itself, and of the signature of one in a query string. */
const requestParameters =
  /^(?:Action|Version|X-Amz-.*|AWSAccessKeyId|Signature|SignatureMethod|SignatureVersion|Timestamp|Expires|SecurityToken)$/i;

function unknownParameters(
  model: ServiceModel,
  names: FormNames,
  reference: ShapeReference | undefined,
  parameters: readonly (readonly [string, string])[],
): readonly UnknownMember[] {
  const known = new Set<string>();
  for (const [name, member] of reference === undefined ? [] : membersOf(shapeOf(model, reference))) {
    const parameter = names.member(member, name);
    const shape = shapeOf(model, member);
    known.add(firstPart(parameter));
    if (shape.type === 'list') known.add(firstPart(listPrefix(names, shape, member, parameter)));
    if (shape.type === 'map') known.add(firstPart(mapPrefix(names, shape, member, parameter)));
  }
  const unknown = new Map<string, UnknownMember>();
  for (const [name, value] of parameters) {
    const path = firstPart(name);
    if (!known.has(path) && !requestParameters.test(path) && !unknown.has(path)) unknown.set(path, { path, value });
  }
  return [...unknown.values()];
}

function firstPart(name: string): string {
  return name.split('.', 1)[0] ?? name;
}
