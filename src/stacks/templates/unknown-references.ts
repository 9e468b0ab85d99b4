import { isObject } from '../../data/is-object.ts';
import type { Value } from '../../data/value.ts';
import type { Reference, Template } from './parse-template.ts';
import { unknownIn } from './unknown-mark.ts';

/** What a template names of which something is known only later, each with its mark. */
export function unknownReferences(
  { references }: Pick<Template, 'references'>,
  values: Readonly<Record<string, Value>>,
): readonly { readonly reference: Reference; readonly mark: string }[] {
  return references.flatMap((reference) => {
    const { root, member } = reference;
    const value = values[root];
    const own = member !== undefined && isObject(value) ? (value as Readonly<Record<string, Value>>)[member] : value;
    const mark = unknownIn(own);
    return mark === undefined ? [] : [{ reference, mark }];
  });
}
