import type { Value } from '../../../data/value.ts';
import type { PlannedChange } from '../../change.ts';

/** The values that a change sends, by the names that its call takes. */
export function sentValues({
  input,
  after,
  values,
}: Pick<PlannedChange, 'input' | 'after' | 'values'>): Readonly<Record<string, Value>> {
  return input ?? after ?? values;
}
