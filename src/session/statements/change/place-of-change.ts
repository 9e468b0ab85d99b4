import type { Value } from '../../../data/value.ts';
import { SkyqlError } from '../../../errors/skyql-error.ts';
import { globalRegionOf } from '../../../plan/access/global-places.ts';
import { possibleConnections } from '../../../plan/access/possible-connections.ts';
import type { Predicate } from '../../../plan/predicate.ts';
import { chosenRegions } from '../../../providers/chosen-regions.ts';
import type { CallContext, CallScope, Connection, Provider } from '../../../providers/provider.ts';

/** What a statement says of where a change is made. */
export interface NamedPlace {
  readonly region?: Value;
  readonly connection?: Value;
  readonly account_id?: Value;
}

/**
 * The one account and region that a new resource, or a call, goes to; a change is never guessed into one of several. A
 * resource without regions has its own place, whatever region is named.
 */
export async function placeOfChange(
  provider: Provider,
  named: NamedPlace,
  { global: isGlobal = false }: { readonly global?: boolean },
  context: CallContext,
): Promise<CallScope> {
  const connection = await connectionOf(provider, named, context);
  if (isGlobal) {
    const near = typeof named.region === 'string' ? named.region : undefined;
    return { connection: connection.name, region: globalRegionOf(provider, connection.name, context, near) };
  }
  if (typeof named.region === 'string') return knownPlace(provider, connection, named.region, context);
  const regions = chosenRegions(connection, context);
  const [only, second] = regions;
  const example = `@region = '${provider.regionHint?.example ?? 'a'}'`;
  if (only !== undefined && second === undefined && only !== 'all')
    return knownPlace(provider, connection, only, context);
  if (only === undefined) {
    provider.checkConnection?.(connection.name);
    throw new SkyqlError('NO_REGION', 'No region is named and none is configured.', {
      hint: `Name one in the statement (the column region, or ${example}), or give --region.`,
    });
  }
  throw new SkyqlError(
    'AMBIGUOUS_REGION',
    `The session has several regions (${regions.join(', ')}), and a change goes to one.`,
    {
      hint: `Name it in the statement: the column region of INSERT, or ${example} of EXEC.`,
    },
  );
}

async function knownPlace(
  provider: Provider,
  { name }: Connection,
  region: string,
  context: CallContext,
): Promise<CallScope> {
  const place = { connection: name, region };
  await provider.requireRegion?.(place, context);
  return place;
}

async function connectionOf(
  provider: Provider,
  named: NamedPlace,
  { onUnreadable: _, ...strict }: CallContext,
): Promise<Connection> {
  const wanted: readonly Predicate[] =
    named.connection === undefined ? [] : [{ column: 'connection', operator: 'equals', values: [named.connection] }];
  // Of accounts that cannot be told nobody knows whether they are meant too: what is not told is thrown.
  const all = await possibleConnections(provider, wanted, strict);
  const candidates = all.filter(({ name }) => named.connection === undefined || name === named.connection);
  const account = named.account_id;
  const near = typeof named.region === 'string' ? named.region : undefined;
  const matching =
    account === undefined || account === null
      ? candidates
      : (
          await Promise.all(
            candidates.map(async (connection) => {
              const own = connection.accountId ?? (await provider.accountId(connection.name, strict, near));
              return own === String(account) ? [connection] : [];
            }),
          )
        ).flat();
  const [first, second] = matching;
  const names = all.map(({ name }) => name).join(', ');
  if (first === undefined) {
    throw new SkyqlError('UNKNOWN_CONNECTION', `There is no connection ${String(named.connection ?? account)}.`, {
      hint: `There is: ${names}.`,
    });
  }
  if (second !== undefined) {
    throw new SkyqlError(
      'AMBIGUOUS_CONNECTION',
      `The session has several connections (${names}), and a change goes to one.`,
      {
        hint: 'Name it in the statement: the column connection or account_id.',
      },
    );
  }
  return first;
}
