import { placeColumnNames } from '../../../catalog/place-column-names.ts';
import type { ResourceDescription } from '../../../catalog/resource-description.ts';
import { resourceId } from '../../../catalog/resource-id.ts';
import { quoteIdentifier } from '../../../data/quote.ts';
import { scanBehind } from '../../../plan/fetch-plan.ts';
import type { StatementContext } from '../../statement-context.ts';

/**
 * Whether the conditions of a change's query, the last one, can leave any resource out. `1 = 1` does not, nor does whatever else
 * hangs on no column of the resource, nor that its own identifier or place is there (`id IS NOT NULL`, `id = id`, `id LIKE '%'`).
 */
export function canLeaveOut({ plans }: StatementContext, description: ResourceDescription): boolean {
  const plan = plans.at(-1);
  if (plan === undefined) return true;
  const own = plan.tables.filter(({ id }) => {
    const resource = scanBehind(plan, id)?.access.resource;
    return resource !== undefined && resourceId({ ...resource, name: resource.resource }) === resourceId(description);
  });
  const harmless = new Set([...description.identifier, ...placeColumnNames].flatMap(alwaysTrue));
  return own.some(({ needed, conditions }) => {
    // A join on the identifier may leave rows out, and is no condition of the table alone.
    const hangsOnBeingThere = plan.tables.length === 1 && conditions.length > 0;
    return needed.length > 0 && !(hangsOnBeingThere && conditions.every((condition) => harmless.has(condition)));
  });
}

/** What DuckDB makes of `c IS NOT NULL`, `c = c` and `c LIKE '%'`. */
function alwaysTrue(column: string): readonly string[] {
  const name = quoteIdentifier(column);
  return [`(${name} IS NOT NULL)`, `(${name} = ${name})`, `"constant_or_null"(true, true, ${name})`];
}
