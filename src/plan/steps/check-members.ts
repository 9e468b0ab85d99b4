import { resourceId } from '../../catalog/resource-id.ts';
import type { SkyqlError } from '../../errors/skyql-error.ts';
import { unknownMember } from '../advice/unknown-member.ts';
import type { PlanningStep } from '../planner.ts';
import { providerNamed } from '../provider-named.ts';
import { tableKey } from '../resolve/resolve-query.ts';

/**
 * A member that a JSON column cannot have, `state ->> 'Status'` where AWS calls it `status`, is NULL in every row: a condition on one
 * would filter all away, or nothing, and is refused. Where it is only shown that is said once.
 */
export const checkMembers: PlanningStep = async (draft, { scope }) => {
  const advice = new Map<string, SkyqlError>();
  for (const { table, members = [] } of draft.outline.reads) {
    const description = draft.resources.get(tableKey(table))?.description;
    if (description === undefined) continue;
    const { catalog } = providerNamed(scope.providers, description.provider);
    for (const { column, steps, isNeeded } of members) {
      const shape = await catalog.columnShape?.(description.service, description.name, column);
      const fault = shape && unknownMember(column, steps, shape, resourceId(description));
      if (fault === undefined) continue;
      if (isNeeded) throw fault;
      advice.set(fault.message, fault);
    }
  }
  return { ...draft, advice: [...draft.advice, ...advice.values()] };
};
