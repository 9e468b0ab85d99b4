import { resourceId } from '../../catalog/resource-id.ts';
import type { SkyqlError } from '../../errors/skyql-error.ts';
import { findStars } from '../../sql/find-stars.ts';
import { identifiersIn } from '../../sql/identifiers-in.ts';
import { neverRead, unreadable } from '../advice/never-read.ts';
import { scanBehind } from '../fetch-plan.ts';
import type { PlanningStep } from '../planner.ts';
import { tableKey } from '../resolve/resolve-query.ts';

/**
 * Columns that nothing can read are NULL in every row: a condition on one would filter all away, or nothing, and is refused. Where
 * they are only shown that is said once, unless a `*` shows them along with all the others.
 */
export const checkUnread: PlanningStep = (draft) => {
  const advice = new Map<string, SkyqlError>();
  const named = findStars(draft.sql).length === 0 ? undefined : new Set(identifiersIn(draft.sql));
  for (const { id, table, columns, needed } of draft.outline.reads) {
    const description = draft.resources.get(tableKey(table))?.description;
    const unread = new Set(scanBehind(draft, id)?.access.unread);
    if (description === undefined || unread.size === 0) continue;
    const conditional = draft.outline.isRough === true ? [] : needed.filter((column) => unread.has(column));
    const [first] = conditional;
    if (first !== undefined) throw unreadable(description, first);
    const shown = columns.filter((column) => unread.has(column) && named?.has(column) !== false);
    if (shown.length > 0) advice.set(resourceId(description), neverRead(description, shown));
  }
  return { ...draft, advice: [...draft.advice, ...advice.values()] };
};
