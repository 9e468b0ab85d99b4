import { resourceId } from '../../catalog/resource-id.ts';
import type { Provider } from '../../providers/provider.ts';
import { conditionsOfRead } from '../access/conditions-of-read.ts';
import type { DescribedScan } from '../access/described-scan.ts';
import { leadingOfScan } from '../access/listed-leading.ts';
import { loadParents } from '../access/load-parents.ts';
import { sameName } from '../access/same-name.ts';
import type { TableRead } from '../outline/query-outline.ts';
import type { Draft, Planner, PlanningStep, Restriction } from '../planner.ts';
import { providerNamed } from '../provider-named.ts';
import { type ResolvedResource, tableKey } from '../resolve/resolve-query.ts';

export const describeScans: PlanningStep = async (draft, planner) => {
  const entries = draft.outline.reads.map(async (read): Promise<readonly (readonly [number, DescribedScan])[]> => {
    const resource = draft.resources.get(tableKey(read.table));
    return resource === undefined ? [] : [[read.id, await describedScan(draft, planner, read, resource)]];
  });
  return { ...draft, scans: new Map((await Promise.all(entries)).flat()) };
};

async function describedScan(
  draft: Draft,
  { scope, restriction }: Planner,
  read: TableRead,
  { description, parameters, writtenOnce, table }: ResolvedResource,
): Promise<DescribedScan> {
  const provider = providerNamed(scope.providers, description.provider);
  const { limit, first, reads } = draft.outline;
  const predicates = [...read.predicates, ...restrictionOf(draft, restriction, read)];
  const isNamed = (name: string) =>
    read.columns.includes(name) || predicates.some(({ column }) => sameName(column, name));
  const conditions = conditionsOfRead(read.rowConditions, description);
  const leading = leadingOfScan(read.leading, table.columns);
  return {
    ...(await readable(provider, description)),
    seen: scope.seenRows,
    columns: read.columns,
    predicates,
    // The statement may name a parameter for another use of the resource: this one has no use for its values.
    parameters: parameters.filter(isNamed),
    ...(writtenOnce.length > 0 && { writtenOnce }),
    ...(reads.length === 1 && limit !== undefined && { limit: limit.rows }),
    ...(reads.length === 1 && first !== undefined && { first }),
    hasFurtherConditions: read.hasFurtherConditions,
    ...(conditions.length > 0 && { conditions }),
    ...(leading && { leading }),
  };
}

/** A resource by those of its reads that can be made, with the resources that can list what these need. */
export async function readable(
  provider: Pick<Provider, 'catalog' | 'reachable'>,
  description: DescribedScan['description'],
): Promise<Pick<DescribedScan, 'description' | 'parents'>> {
  const reachable = (await provider.reachable?.(description)) ?? description;
  return { description: reachable, parents: await loadParents(provider, reachable) };
}

/** Where the statement uses the resource several times, its own conditions say enough. */
function restrictionOf({ resources, outline }: Draft, restriction: Restriction | undefined, read: TableRead) {
  if (restriction === undefined) return [];
  const uses = outline.reads.filter(({ table }) => {
    const resource = resources.get(tableKey(table));
    return resource !== undefined && resourceId(resource.description) === restriction.resource;
  });
  return uses.length === 1 && uses[0] === read ? restriction.predicates : [];
}
