import type { NeededPermissions } from '../../../catalog/needed-permissions.ts';
import type { ResourceDescription } from '../../../catalog/resource-description.ts';
import { withoutUses } from '../../../engine/shadow-database.ts';
import { chooseAccess } from '../../../plan/access/choose-access.ts';
import type { Returning } from '../../../plan/change-plan.ts';
import type { Predicate } from '../../../plan/predicate.ts';
import { resolveQuery } from '../../../plan/resolve/resolve-query.ts';
import { readable } from '../../../plan/steps/describe-scans.ts';
import type { PlannedChange } from '../../../providers/change.ts';
import { chosenRegions } from '../../../providers/chosen-regions.ts';
import type { Provider } from '../../../providers/provider.ts';
import { findStars } from '../../../sql/find-stars.ts';
import { identifiersIn } from '../../../sql/identifiers-in.ts';
import { providerOf } from '../../catalogs.ts';
import type { StatementContext } from '../../statement-context.ts';
import { outcomeNames } from './outcome-columns.ts';
import { outcomeQuery } from './outcome-query.ts';
import { returningQuery } from './returning-query.ts';

export interface ReturningRequest {
  readonly list: string | undefined;
  readonly alias?: string;
  readonly changes: readonly PlannedChange[];
}

/** What RETURNING answers. Throws, before anything is changed, what cannot be bound, and what could not be read afterwards. */
export async function planReturning(
  run: StatementContext,
  description: ResourceDescription,
  { list, alias, changes }: ReturningRequest,
): Promise<{ readonly returning?: Returning; readonly permissions: readonly NeededPermissions[] }> {
  if (list === undefined) return { permissions: [] };
  const { session } = run;
  const names = outcomeNames(description, list);
  if (names !== undefined) return { returning: await outcomeReturning(run, description, list, names), permissions: [] };
  const resolved = await resolveQuery(session, returningQuery(description, list, alias, 'false'), {
    // It will be read by its key.
    whole: true,
  });
  const { columns } = await session.engine.query(resolved.sql);
  const returning = {
    kind: 'read',
    list,
    ...(alias !== undefined && { alias }),
    columns: columns.map(({ name, type }) => ({ name: withoutUses(name), type })),
  } as const;
  if (changes.length === 0 && !run.plansOnly) return { returning, permissions: [] };
  const provider = providerOf(session, description.provider);
  const [use] = resolved.resources.values();
  const scan = {
    ...(await readable(provider, description)),
    columns: namedColumns(description, list),
    // With keys, as it will be read: without them some resources cannot be.
    predicates: keyPredicates(description, changes, usualRegions(run, provider)),
    parameters: use?.parameters ?? [],
  };
  const { permissions } = await chooseAccess(provider, scan, run.context);
  return { returning, permissions: permissions.map(({ limitedTo: _, ...need }) => need) };
}

/** A RETURNING of how the changes went: DuckDB says what its columns are. */
export async function outcomeReturning(
  { session }: StatementContext,
  description: ResourceDescription,
  list: string,
  names: readonly string[],
): Promise<Returning> {
  const { columns } = await session.engine.query(outcomeQuery(list, names), ['[]']);
  return { kind: 'outcome', list, names, typeName: description.cloudFormationType ?? null, columns };
}

/** Where a statement that names no region would find what it made. */
function usualRegions({ context }: StatementContext, { connections: [connection] }: Provider): readonly string[] {
  return connection === undefined ? [] : chosenRegions(connection, context).filter((region) => region !== 'all');
}

function namedColumns({ columns }: ResourceDescription, list: string): readonly string[] {
  const names = columns.map(({ name }) => name);
  if (findStars(list).length > 0) return names;
  const named = new Set(identifiersIn(list).map((name) => name.toLowerCase()));
  return names.filter((name) => named.has(name.toLowerCase()));
}

function keyPredicates(
  { identifier }: ResourceDescription,
  changes: readonly PlannedChange[],
  usual: readonly string[],
): readonly Predicate[] {
  const regions = changes.length > 0 ? [...new Set(changes.map(({ scope }) => scope.region))] : usual;
  return [
    ...identifier.map((column): Predicate => ({ column, operator: 'equals', values: ['key'] })),
    ...(regions.length === 0 ? [] : [{ column: 'region', operator: 'equals', values: regions } as const]),
  ];
}
