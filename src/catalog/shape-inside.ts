import type { DocumentedShape } from './documented-shape.ts';
import { tagValue } from './tag-value.ts';

/**
 * What stands inside of a shape: a text is the name of a member, all else an element of a list. Undefined where nothing is told to stand.
 */
export function shapeInside(
  shape: DocumentedShape | undefined,
  steps: readonly (string | number | symbol)[],
): DocumentedShape | undefined {
  return steps.reduce<DocumentedShape | undefined>((around, step) => {
    if (around?.kind === 'structure') return around.members().find(({ name }) => name === step)?.shape;
    return around?.kind === 'list' && typeof step === 'string' ? tagValue(around) : around?.element();
  }, shape);
}
