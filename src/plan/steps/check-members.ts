import type { DocumentedShape } from '../../catalog/documented-shape.ts';
import { resourceId } from '../../catalog/resource-id.ts';
import type { SkyqlError } from '../../errors/skyql-error.ts';
import { isTagName } from '../../sql/tag-name.ts';
import { memberAsText, unknownMember } from '../advice/unknown-member.ts';
import type { PlanningStep } from '../planner.ts';
import { providerNamed } from '../provider-named.ts';
import { tableKey } from '../resolve/resolve-query.ts';

/**
 * A member that a JSON column cannot have, `state ->> 'Status'` where AWS calls it `status`, is NULL in every row: a condition on one
 * would filter all away, or nothing, and is refused. Where it is only shown that is said once. So it is with the JSON of a text that is
 * compared with a text: `(state -> 'status')::text = 'FAILED'` is true of no row.
 */
const text: DocumentedShape = {
  name: '',
  kind: 'value',
  type: 'string',
  values: [],
  members: () => [],
  element: () => undefined,
};
/** What tags are where AWS's own form of them is not the one that they are shown in. */
const mapOfTexts: DocumentedShape = { ...text, kind: 'map', type: 'object', element: () => text };

export const checkMembers: PlanningStep = async (draft, { scope }) => {
  const advice = new Map<string, SkyqlError>();
  for (const { table, members = [] } of draft.outline.reads) {
    const description = draft.resources.get(tableKey(table))?.description;
    if (description === undefined) continue;
    const { catalog } = providerNamed(scope.providers, description.provider);
    for (const { column, steps, isNeeded, isText } of members) {
      const known = await catalog.columnShape?.(description.service, description.name, column);
      const shape = known ?? (isTagName(column) ? mapOfTexts : undefined);
      const fault =
        shape &&
        (unknownMember(column, steps, shape, resourceId(description)) ??
          (isText === true ? memberAsText(column, steps, shape, resourceId(description)) : undefined));
      if (fault === undefined) continue;
      if (isNeeded) throw fault;
      advice.set(fault.message, fault);
    }
  }
  return { ...draft, advice: [...draft.advice, ...advice.values()] };
};
