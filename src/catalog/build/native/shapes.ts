import type { ColumnDescription, DocumentedType } from '../../resource-description.ts';
import { typeOfShape } from '../../type-of-shape.ts';
import type { DocumentedModel, DocumentedReference, DocumentedShape } from '../models/documented-model.ts';
import { summaryOf } from '../plain-text.ts';

/** The shape of a reference. Throws, naming service and shape, when it is not there. */
export function shapeOf(model: DocumentedModel, reference: DocumentedReference | undefined): DocumentedShape {
  const shape = reference && model.shapes[reference.shape];
  if (!shape) throw new Error(`${model.service}: there is no shape ${reference?.shape ?? '(none)'}.`);
  return shape;
}

/** The operation of that name. Throws when there is none. */
export function operationOf(model: DocumentedModel, name: string): DocumentedModel['operations'][string] {
  const operation = model.operations[name];
  if (!operation) throw new Error(`${model.service} has no operation ${name}.`);
  return operation;
}

/** The structure that a member path ends at; lists on the way, and at the end, are entered, and `*` enters a map. */
export function structureAt(
  model: DocumentedModel,
  start: DocumentedReference | undefined,
  path: string,
): DocumentedShape {
  return shapeOf(model, elementAt(model, start, path));
}

/** What the rows at a result path are, be they structures or not. */
export function elementAt(
  model: DocumentedModel,
  start: DocumentedReference | undefined,
  path: string,
): DocumentedReference {
  let reference = entered(model, start);
  for (const name of path === '' ? [] : path.split('.'))
    reference = entered(model, memberOf(model, shapeOf(model, reference), name));
  return reference;
}

/** What the keys of the map are whose values a result path ends at. */
export function keyAt(
  model: DocumentedModel,
  start: DocumentedReference | undefined,
  path: string,
): DocumentedReference {
  const { key } = structureAt(model, start, path.slice(0, path.lastIndexOf('*')).replace(/\.$/, ''));
  if (!key) throw new Error(`${model.service}: there is no map at ${path}.`);
  return key;
}

/** The reference that a member path ends at. */
export function memberAt(
  model: DocumentedModel,
  start: DocumentedReference | undefined,
  path: string,
): DocumentedReference {
  const names = path.split('.');
  const last = names.pop() ?? '';
  return memberOf(model, structureAt(model, start, names.join('.')), last);
}

function memberOf(model: DocumentedModel, shape: DocumentedShape, name: string): DocumentedReference {
  const member = name === '*' ? shape.value : shape.members?.[name];
  if (!member)
    throw new Error(
      `${model.service}: a shape has no member ${name}; it has ${Object.keys(shape.members ?? {}).join(', ')}.`,
    );
  return member;
}

function entered(model: DocumentedModel, reference: DocumentedReference | undefined): DocumentedReference {
  const shape = shapeOf(model, reference);
  if (shape.type === 'list') return entered(model, shape.member);
  if (!reference) throw new Error(`${model.service}: there is nothing to read.`);
  return reference;
}

/** The column that a member is. */
export function nativeColumn(
  model: DocumentedModel,
  name: string,
  reference: DocumentedReference,
  given: { readonly type?: DocumentedType; readonly timestampShapes?: readonly string[] },
): ColumnDescription {
  const shape = shapeOf(model, reference);
  const type = given.type ?? (given.timestampShapes?.includes(reference.shape) ? 'timestamp' : typeOfShape(shape));
  const text = summaryOf(reference.documentation ?? shape.documentation);
  const native = (type === 'object' || type === 'array') && given.type === undefined && hasMembers(model, shape);
  return {
    name,
    type,
    description: text || `The ${name.replaceAll('_', ' ')}.`,
    ...(native && { form: 'native' as const }),
    readOnly: true,
  };
}

function hasMembers(model: DocumentedModel, shape: DocumentedShape): boolean {
  if (shape.type === 'structure') return true;
  if (shape.type === 'list') return hasMembers(model, shapeOf(model, shape.member));
  return shape.type === 'map' && hasMembers(model, shapeOf(model, shape.value));
}
