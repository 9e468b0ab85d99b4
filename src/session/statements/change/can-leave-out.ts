import { placeColumnNames } from '../../../catalog/place-column-names.ts';
import type { ResourceDescription } from '../../../catalog/resource-description.ts';
import { resourceId } from '../../../catalog/resource-id.ts';
import { scanBehind } from '../../../plan/fetch-plan.ts';
import { columnsNamed } from '../../../sql/columns-named.ts';
import { disjuncts } from '../../../sql/disjuncts.ts';
import type { StatementContext } from '../../statement-context.ts';
import { holdsForAnything } from './holds-for-anything.ts';

/**
 * Whether the conditions of a change's query, the last one, can leave any resource out. `1 = 1` does not, nor does whatever else
 * hangs on no column of the resource, nor what any name, identifier, place or time of creation fulfils (`id IS NOT NULL`, `id = id`,
 * `name LIKE '%'`), nor what says where they are or that they are one's own (`region = '...'`, `Owners = 'self'`) and not which ones.
 */
export async function canLeaveOut(run: StatementContext, description: ResourceDescription): Promise<boolean> {
  const plan = run.plans.at(-1);
  if (plan === undefined) return true;
  const own = plan.tables.filter(({ id }) => {
    const resource = scanBehind(plan, id)?.access.resource;
    return resource !== undefined && resourceId({ ...resource, name: resource.resource }) === resourceId(description);
  });
  const told = own.filter(({ needed }) => needed.length > 0);
  // A join may leave rows out, and is no condition of the table alone.
  const [only] = told;
  if (only === undefined) return false;
  if (told.length > 1 || plan.tables.length > 1 || only.conditions.length === 0) return true;
  // The settings of a region are told apart by it.
  const isOneOfAPlace = description.identifier.every((name) => placeColumnNames.includes(name));
  const saysWhere = (names: readonly string[]) =>
    !isOneOfAPlace && names.length > 0 && names.every((name) => placeColumnNames.includes(name));
  const engine = run.session.engine;
  /** Conditions that the rows of a place, or those that one owns, all fulfil; of an alternative what either side does. */
  const saysWhich = async (condition: string): Promise<boolean> => {
    if (asksForOnesOwn.test(condition) || saysWhere(columnsNamed(condition))) return false;
    if (await holdsForAnything(engine, condition, description)) return false;
    const either = disjuncts(condition);
    if (either.length === 1) return true;
    for (const one of either) if (!(await saysWhich(one))) return false;
    return true;
  };
  for (const condition of only.conditions) if (await saysWhich(condition)) return true;
  // What is asked of a row with the help of others, as by IN (SELECT ...), is among no conditions.
  const asked = new Set(only.conditions.flatMap((condition) => columnsNamed(condition)));
  return only.needed.some((name) => !asked.has(name) && !/owner/i.test(name) && !saysWhere([name]));
}

/** `Owners = 'self'`: nobody can change what is not his own, and all that is. */
const asksForOnesOwn = /^"\w*owner\w*" = 'self'$/i;
