import type { OperationModel, ServiceModel, Shape, ShapeReference } from '../service-model.ts';
import { WireError } from './wire-error.ts';

/** The shape that a reference names. */
export function shapeOf(model: ServiceModel, reference: ShapeReference): Shape {
  const shape = model.shapes[reference.shape];
  if (shape === undefined) throw new WireError(`The model of ${model.service} has no shape '${reference.shape}'`);
  return shape;
}

/** The operation of that name; names come from requests too, so nothing that objects inherit may be found. */
export function operationOf(model: ServiceModel, operationName: string): OperationModel {
  const known = operations.get(model)?.get(operationName);
  if (known !== undefined) return known;
  const operation = Object.hasOwn(model.operations, operationName) ? model.operations[operationName] : undefined;
  if (operation === undefined) {
    throw new WireError(`${model.service} has no operation '${operationName}'`, { code: 'UnknownOperationException' });
  }
  operations.set(model, (operations.get(model) ?? new Map()).set(operationName, operation));
  return operation;
}

/** Operations that have been looked up: asking a model that is read piece by piece takes longer. */
const operations = new WeakMap<ServiceModel, Map<string, OperationModel>>();

const memberLists = new WeakMap<Shape, readonly (readonly [string, ShapeReference])[]>();

/** The members of a structure in the model's order. */
export function membersOf(shape: Shape): readonly (readonly [string, ShapeReference])[] {
  const known = memberLists.get(shape);
  if (known !== undefined) return known;
  const members = Object.entries(shape.members ?? {});
  memberLists.set(shape, members);
  return members;
}

/** What the elements of a list are. */
export function elementOf(shape: Shape): ShapeReference {
  if (shape.member === undefined) throw new WireError('A list of the model does not say what its elements are');
  return shape.member;
}

/** What the keys and values of a map are. */
export function entryOf(shape: Shape): { readonly key: ShapeReference; readonly value: ShapeReference } {
  if (shape.key === undefined || shape.value === undefined) {
    throw new WireError('A map of the model does not say what its entries are');
  }
  return { key: shape.key, value: shape.value };
}
