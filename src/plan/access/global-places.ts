import type { CallContext, CallScope, Provider } from '../../providers/provider.ts';
import { allowedValues, type Predicate } from '../predicate.ts';
import { allows, chosenConnections, namedRegion } from './choose-places.ts';
import { despiteUnreadable } from './despite-unreadable.ts';

/** Where a resource without regions is read: once a connection, whatever regions the statement means. */
export async function globalPlaces(
  provider: Provider,
  predicates: readonly Predicate[],
  context: CallContext,
): Promise<readonly CallScope[]> {
  const near = namedRegion(predicates);
  const isPossible = allowedValues(predicates, 'region')?.length !== 0;
  if (!isPossible) return [];
  return despiteUnreadable(context, async (own) =>
    (await chosenConnections(provider, predicates, own)).map(({ name }) => ({
      connection: name,
      region: globalRegionOf(provider, name, context, near),
    })),
  );
}

/** The region that calls for resources without regions go to: of the partition that the statement means, or else the session. */
export function globalRegionOf(
  provider: Provider,
  connection: string,
  { regions }: Pick<CallContext, 'regions'>,
  named?: string,
): string {
  const near = named ?? regions?.find((region) => region !== 'all');
  const own = provider.connections.find(({ name }) => name === connection);
  return provider.globalRegion?.(connection, near) ?? near ?? own?.regions[0] ?? 'global';
}

/**
 * What the column `region` says of rows that belong to none: the first region that the statement names, or the first that
 * it allows, that of the calls before all others.
 */
export async function shownRegions(
  provider: Provider,
  predicates: readonly Predicate[],
  scopes: readonly CallScope[],
  context: CallContext,
): Promise<Readonly<Record<string, string>>> {
  const named = namedRegion(predicates);
  const shown = new Map<string, string>();
  for (const { connection, region } of scopes) {
    if (shown.has(connection)) continue;
    const isFree = named !== undefined || allows(predicates, 'region', region);
    const others = isFree ? [] : await provider.regions(connection, context);
    const allowed = others.find((other) => allows(predicates, 'region', other));
    shown.set(connection, named ?? allowed ?? region);
  }
  return Object.fromEntries(shown);
}
