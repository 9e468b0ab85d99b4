import type { ColumnDescription, DocumentedType } from '../../../src/catalog/resource-description.ts';
import { typeOfShape } from '../../../src/catalog/type-of-shape.ts';
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

/** The structure that a member path ends at; lists on the way, and at the end, are entered. */
export function structureAt(
  model: DocumentedModel,
  start: DocumentedReference | undefined,
  path: string,
): DocumentedShape {
  let shape = entered(model, shapeOf(model, start));
  for (const name of path === '' ? [] : path.split('.'))
    shape = entered(model, shapeOf(model, memberOf(model, shape, name)));
  return shape;
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
  const member = shape.members?.[name];
  if (!member)
    throw new Error(
      `${model.service}: a shape has no member ${name}; it has ${Object.keys(shape.members ?? {}).join(', ')}.`,
    );
  return member;
}

function entered(model: DocumentedModel, shape: DocumentedShape): DocumentedShape {
  return shape.type === 'list' ? entered(model, shapeOf(model, shape.member)) : shape;
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
