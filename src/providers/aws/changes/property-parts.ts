import type { ResourceDescription } from '../../../catalog/resource-description.ts';
import { resourceId } from '../../../catalog/resource-id.ts';
import { changedPointers } from '../../../cloudformation/changed-pointers.ts';
import { pointerPath } from '../../../cloudformation/pointer-path.ts';
import type { ResourceSchema } from '../../../cloudformation/resource-schema.ts';
import { unorderedLists } from '../../../cloudformation/unordered-lists.ts';
import type { Violation } from '../../../cloudformation/validate-properties.ts';
import { valuesAt } from '../../../cloudformation/values-at.ts';
import { suggest } from '../../../data/suggest.ts';
import type { Value } from '../../../data/value.ts';
import { SkyqlError } from '../../../errors/skyql-error.ts';

type Properties = Readonly<Record<string, Value>>;

/** Refuses, before any call, to set a part of a property that AWS sets by itself: `Endpoint/Address`. */
export function refuseReadOnlyParts(
  description: ResourceDescription,
  { readOnlyProperties }: ResourceSchema,
  properties: Properties,
): void {
  for (const path of (readOnlyProperties ?? []).map(pointerPath)) {
    if (path.length === 1 || valuesAt(properties, path).length === 0) continue;
    throw new SkyqlError('READ_ONLY_PROPERTY', `${path.join('/')} of ${resourceId(description)} is set by AWS.`, {
      hint: 'Leave it out.',
    });
  }
}

/** Refuses, before any call, to change a part of a property that is fixed at creation: `VpcConfig/SubnetIds`. */
export function refuseFixedParts(
  description: ResourceDescription,
  schema: ResourceSchema,
  current: Properties,
  wanted: Properties,
): void {
  const isPartOfWanted = (pointer: string) => {
    const [name = '', ...within] = pointerPath(pointer);
    return within.length > 0 && wanted[name] !== undefined;
  };
  const pointers = schema.createOnlyProperties?.filter(isPartOfWanted);
  const [changed] = changedPointers(pointers, current, wanted, unorderedLists(schema));
  if (changed === undefined) return;
  throw new SkyqlError(
    'IMMUTABLE_PROPERTY',
    `${pointerPath(changed).join('/')} of ${resourceId(description)} cannot be changed once it is created.`,
    { hint: 'Create a new resource with the new value, then delete the old one.' },
  );
}

/** So many values are told of a list; the others stand in the method's description. */
const mostValues = 8;

/**
 * `Did you mean Name? ` for keys that a structure does not have, and for values that a list does not have; where nothing is near,
 * what a list has.
 */
export function whatIsMeant(violations: readonly Violation[]): string {
  const near = new Set(
    violations.flatMap(({ extraneous, unlisted }) => [
      ...(extraneous ? suggest(extraneous.key, extraneous.permitted, 1) : []),
      ...(unlisted ? suggest(unlisted.value, unlisted.permitted, 1) : []),
    ]),
  );
  if (near.size > 0) return `Did you mean ${[...near].join(', ')}? `;
  const [permitted] = violations.flatMap(({ unlisted }) => (unlisted ? [unlisted.permitted] : []));
  if (permitted === undefined) return '';
  const further = permitted.length > mostValues ? ', ...' : '';
  return `It is one of ${permitted.slice(0, mostValues).join(', ')}${further}. `;
}
