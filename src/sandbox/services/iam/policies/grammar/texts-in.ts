import type { WireValue } from '../../../../../aws/service-model.ts';
import { messages } from '../../assumptions.ts';
import { malformedPolicy } from '../../faults.ts';

/** A text or a list of texts, as most elements of a policy have them. */
export function textsIn(value: WireValue | undefined): readonly string[] {
  const values = value === undefined ? [] : Array.isArray(value) ? value : [value];
  return values.map((each) => {
    if (typeof each !== 'string') throw malformedPolicy(messages.syntax);
    return each;
  });
}
