import { suggest } from '../../data/suggest.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import { chosenRegions } from '../../providers/chosen-regions.ts';
import type { CallContext, Connection, Provider } from '../../providers/provider.ts';
import { accountIdIn, chosenConnections } from '../access/choose-places.ts';
import type { DescribedScan } from '../access/described-scan.ts';
import { possibleConnections } from '../access/possible-connections.ts';
import type { PlanningStep } from '../planner.ts';
import { allowedValues, type Predicate } from '../predicate.ts';
import { providerNamed } from '../provider-named.ts';

/** A place that is not there has no rows, which would read as if nothing were in it. What a join brings is no slip of the pen. */
export const refuseUnknownPlaces: PlanningStep = async (draft, { scope, context }) => {
  for (const scan of draft.scans.values()) {
    const provider = providerNamed(scope.providers, scan.description.provider);
    await refuseUnknownConnections(provider, scan.predicates, context);
    await refuseUnknownAccounts(provider, scan.predicates, context);
    await refuseUnknownRegions(provider, scan, context);
  }
  return draft;
};

async function refuseUnknownConnections(provider: Provider, predicates: readonly Predicate[], context: CallContext) {
  const named = namesIn(predicates, 'connection');
  if (named.length === 0) return;
  const connections = await possibleConnections(provider, predicates, context);
  const names = connections.map(({ name }) => name);
  const unknown = named.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw unknownPlace('UNKNOWN_CONNECTION', `There is no connection ${unknown}.`, unknown, names);
}

async function refuseUnknownAccounts(provider: Provider, predicates: readonly Predicate[], context: CallContext) {
  const named = namesIn(predicates, 'account_id');
  if (named.length === 0) return;
  const connections = await possibleConnections(provider, predicates, context);
  const own = ({ name, accountId }: Connection) => accountId ?? accountIdIn(provider, name, context);
  const accounts = await Promise.all(connections.map(own));
  const unknown = named.find((name) => !accounts.includes(name));
  // An account that does not tell its id may be the one.
  if (unknown === undefined || accounts.includes(undefined)) return;
  const message = `No connection leads into the account ${unknown}.`;
  throw unknownPlace('UNKNOWN_CONNECTION', message, unknown, accounts.map(String));
}

async function refuseUnknownRegions(
  provider: Provider,
  { description, predicates }: DescribedScan,
  context: CallContext,
) {
  if (provider.requireRegion === undefined) return;
  const named = namesIn(predicates, 'region');
  const isSaid = predicates.some(({ column, key }) => column === 'region' && key === undefined);
  if (isSaid && named.length === 0) return;
  for (const connection of await chosenConnections(provider, predicates, context)) {
    const chosen = isSaid || description.global === true ? [] : chosenRegions(connection, context);
    for (const region of [...named, ...chosen])
      if (region !== 'all') await provider.requireRegion({ connection: connection.name, region }, context);
  }
}

function namesIn(predicates: readonly Predicate[], column: string): readonly string[] {
  return (allowedValues(predicates, column) ?? []).filter((value) => typeof value === 'string');
}

function unknownPlace(code: string, message: string, name: string, names: readonly string[]): SkyqlError {
  const near = suggest(name, names);
  const all = [...new Set(names)];
  return new SkyqlError(code, message, {
    hint:
      near.length > 0
        ? `Did you mean ${near.join(' or ')}?`
        : `There ${all.length === 1 ? 'is' : 'are'} ${all.join(', ')}.`,
  });
}
