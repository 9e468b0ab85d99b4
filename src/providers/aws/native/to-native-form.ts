import type { ServiceModel, ShapeReference } from '../../../aws/service-model.ts';
import { matchingName } from '../../../data/matching-name.ts';
import type { Value } from '../../../data/value.ts';

/** A value of CloudFormation's form under the member names of a service's own shape. */
export function toNativeForm(value: Value, reference: ShapeReference | undefined, model: ServiceModel): Value {
  const shape = reference && model.shapes[reference.shape];
  if (!shape || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((element: Value) => toNativeForm(element, shape.member, model));
  const members = shape.members ?? {};
  const result: Record<string, Value> = {};
  for (const [key, member] of Object.entries(value)) {
    const name =
      shape.type === 'structure' ? (matchingName(key, Object.keys(members), Object.keys(value)) ?? key) : key;
    result[name] = toNativeForm(member, shape.type === 'map' ? shape.value : members[name], model);
  }
  return result;
}
