import type { DocumentedShape } from '../../../catalog/documented-shape.ts';
import type { MemberStep } from '../../outline/member-steps.ts';
import { isTagList } from './is-tag-list.ts';

/** What stands inside of a shape; undefined where nobody knows. */
export function shapeInside(shape: DocumentedShape, steps: readonly MemberStep[]): DocumentedShape | 'tag' | undefined {
  let around: DocumentedShape | undefined = shape;
  for (const step of steps) {
    if (around?.kind === 'list' && typeof step === 'string') return isTagList(around) ? 'tag' : undefined;
    around =
      around?.kind === 'structure' ? around.members().find(({ name }) => name === step)?.shape : around?.element();
  }
  return around;
}
