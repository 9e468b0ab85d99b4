import { randomUUID } from 'node:crypto';
import type { OperationModel, ServiceModel, ShapeReference, WireStructure, WireValue } from '../service-model.ts';
import { elementOf, entryOf, membersOf, shapeOf } from './shape-of.ts';
import { isStructure, memberPath } from './structure-values.ts';
import { WireError } from './wire-error.ts';

/** The input of a request as it is sent: checked for members that the model does not know, its idempotency tokens filled in. */
export function prepareInput(model: ServiceModel, operation: OperationModel, input: WireStructure): WireStructure {
  const reference = operation.input;
  if (reference === undefined) {
    const [unknown] = Object.keys(input);
    if (unknown !== undefined) throw unknownMember(unknown, operation.name);
    return input;
  }
  rejectUnknownMembers(model, reference, input, '', operation.name);
  let prepared = input;
  for (const [name, member] of membersOf(shapeOf(model, reference))) {
    if (member.idempotencyToken === true && (input[name] === undefined || input[name] === null)) {
      prepared = { ...prepared, [name]: randomUUID() };
    }
  }
  return prepared;
}

function rejectUnknownMembers(
  model: ServiceModel,
  reference: ShapeReference,
  value: WireValue | undefined,
  path: string,
  operationName: string,
): void {
  const shape = shapeOf(model, reference);
  if (shape.type === 'structure' && isStructure(value) && shape.document !== true) {
    const members = shape.members ?? {};
    for (const [name, member] of Object.entries(value)) {
      const known = Object.hasOwn(members, name) ? members[name] : undefined;
      if (known !== undefined) rejectUnknownMembers(model, known, member, memberPath(path, name), operationName);
      else if (member !== undefined) throw unknownMember(memberPath(path, name), operationName);
    }
  } else if (shape.type === 'list' && Array.isArray(value)) {
    const element = elementOf(shape);
    for (const [index, item] of value.entries()) {
      rejectUnknownMembers(model, element, item, `${path}[${index}]`, operationName);
    }
  } else if (shape.type === 'map' && isStructure(value)) {
    const { value: valueReference } = entryOf(shape);
    for (const [key, item] of Object.entries(value)) {
      rejectUnknownMembers(model, valueReference, item, memberPath(path, key), operationName);
    }
  }
}

function unknownMember(path: string, operationName: string): WireError {
  return new WireError(`${operationName} has no member '${path}'`, { code: 'UnknownMember', path });
}
