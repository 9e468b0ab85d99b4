import type { DocumentedShape } from '../../../catalog/documented-shape.ts';
import { shapeInside } from '../../../catalog/shape-inside.ts';
import type { MemberStep } from '../../outline/member-steps.ts';

/** The values that a member has by AWS's documents; none where it takes any. */
export function valuesInside(shape: DocumentedShape, steps: readonly MemberStep[]): readonly string[] {
  const around = shapeInside(shape, steps);
  return around?.kind === 'value' ? around.values : [];
}
