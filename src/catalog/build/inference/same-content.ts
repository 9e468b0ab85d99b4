import { propertyPointer } from '../../../cloudformation/pointer-path.ts';
import { resolveReference } from '../../../cloudformation/resolve-reference.ts';
import type { PropertySchema, ResourceSchema } from '../../../cloudformation/resource-schema.ts';
import { documentedType } from '../../cloudformation/documented-type.ts';
import type { ColumnDescription } from '../../resource-description.ts';
import { typeOfShape } from '../../type-of-shape.ts';
import type { DocumentedModel, DocumentedShape } from '../models/documented-model.ts';
import { plainName } from './same-word.ts';

const deepest = 6;

/**
 * Whether a native shape holds what a CloudFormation column holds: scalars of the same type (or what becomes the same text); structures that have every
 * member that the property has, by name without regard to case, and of the same content again. Further native members
 * are no harm, since CloudFormation's form leaves them out.
 */
export function sameContent(
  column: ColumnDescription,
  schema: ResourceSchema,
  model: DocumentedModel,
  shape: DocumentedShape,
): boolean {
  const property = column.property === undefined ? undefined : schema.properties[column.property];
  if (!property) return typeOfShape(shape) === column.type;
  if (isTags(column, schema) && isTagShape(model, shape)) return true;
  if (column.type !== 'object' && column.type !== 'array') return sameScalar(column.type, typeOfShape(shape));
  if (typeOfShape(shape) === 'string') return isDocument(column, property);
  return matches(property, schema, model, shape, 0);
}

/** A policy is JSON text to the native API and an object to CloudFormation; it is opened when it is read. */
function isDocument(column: ColumnDescription, property: PropertySchema): boolean {
  return column.type === 'object' && !property.properties && !property.$ref && /(policy|document)$/.test(column.name);
}

/** Numbers and booleans become text where CloudFormation has text; the other way round they might not be numbers. */
function sameScalar(own: ColumnDescription['type'], native: ColumnDescription['type']): boolean {
  if (own === native) return true;
  return own === 'number' ? native === 'integer' : own === 'string' && (native === 'integer' || native === 'boolean');
}

function isTags(column: ColumnDescription, schema: ResourceSchema): boolean {
  return column.property !== undefined && schema.tagging?.tagProperty === propertyPointer([column.property]);
}

/** `[{Key, Value}]`, or a map of texts. */
function isTagShape(model: DocumentedModel, shape: DocumentedShape): boolean {
  const inner = model.shapes[(shape.type === 'map' ? shape.value : shape.member)?.shape ?? ''];
  if (shape.type === 'map') return inner?.type === 'string';
  const names = Object.keys(inner?.members ?? {})
    .map(plainName)
    .sort();
  return shape.type === 'list' && names.join() === 'key,value';
}

function matches(
  property: PropertySchema,
  schema: ResourceSchema,
  model: DocumentedModel,
  shape: DocumentedShape,
  depth: number,
): boolean {
  if (depth > deepest) return true;
  const target = resolveReference(schema, property).property;
  const alternatives = target.anyOf ?? target.oneOf;
  if (!target.type && !target.properties && alternatives)
    return alternatives.some((alternative) => matches(alternative, schema, model, shape, depth + 1));
  const inner = (reference: DocumentedShape['member']) => reference && model.shapes[reference.shape];
  if (shape.type === 'structure') {
    const wanted = Object.entries(target.properties ?? {});
    if (wanted.length === 0) return false;
    const members = new Map(Object.entries(shape.members ?? {}).map(([name, member]) => [plainName(name), member]));
    return wanted.every(([name, part]) => {
      const member = inner(members.get(plainName(name)));
      return member !== undefined && matches(part, schema, model, member, depth + 1);
    });
  }
  if (shape.type === 'list') {
    const element = inner(shape.member);
    return (
      target.items !== undefined && element !== undefined && matches(target.items, schema, model, element, depth + 1)
    );
  }
  if (shape.type === 'map') {
    const [pattern] = Object.values(target.patternProperties ?? {});
    const value = inner(shape.value);
    return pattern !== undefined && value !== undefined && matches(pattern, schema, model, value, depth + 1);
  }
  const type = documentedType(target, schema);
  return type !== 'object' && type !== 'array' && sameScalar(type, typeOfShape(shape));
}
