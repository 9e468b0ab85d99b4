import type { Value } from '../../data/value.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import { chosenRegions } from '../../providers/chosen-regions.ts';
import type { CallContext, CallScope, Connection, Provider } from '../../providers/provider.ts';
import { allowedValues, mayMatch, type Predicate } from '../predicate.ts';
import { allowsTags } from './connection-tags.ts';
import { despiteUnreadable } from './despite-unreadable.ts';
import { possibleConnections } from './possible-connections.ts';

/** The accounts and regions that a read goes to. A connection that does not tell its regions is no reason not to read the others. */
export async function choosePlaces(
  provider: Provider,
  predicates: readonly Predicate[],
  context: CallContext,
): Promise<readonly CallScope[]> {
  return despiteUnreadable(context, async (own, skip) => {
    const connections = await chosenConnections(provider, predicates, own);
    const places = await Promise.all(
      connections.map((connection) =>
        skip(async () =>
          (await regionsOf(provider, connection, predicates, own)).map((region) => ({
            connection: connection.name,
            region,
          })),
        ),
      ),
    );
    return places.flat();
  });
}

/** Whether a value of a place column is one that the statement lets through. */
export function allows(predicates: readonly Predicate[], column: string, value: Value): boolean {
  return predicates.every((predicate) => predicate.column !== column || mayMatch(predicate, value));
}

/** The connections that a statement does not rule out. */
export async function chosenConnections(
  provider: Provider,
  predicates: readonly Predicate[],
  context: CallContext,
): Promise<readonly Connection[]> {
  const possible = await possibleConnections(provider, predicates, context);
  const named = possible.filter(
    (connection) => allows(predicates, 'connection', connection.name) && allowsTags(predicates, connection),
  );
  if (!predicates.some(({ column }) => column === 'account_id')) return named;
  const near = namedRegion(predicates);
  const chosen = await Promise.all(
    named.map(async (connection) => {
      const account = connection.accountId ?? (await accountIdIn(provider, connection.name, context, near));
      return account === undefined || allows(predicates, 'account_id', account);
    }),
  );
  return named.filter((_, index) => chosen[index]);
}

/**
 * The account behind a connection; undefined where it does not tell. Who reads it all the same is told why it cannot, and no
 * row of it passes for one of another account.
 */
export async function accountIdIn(
  provider: Provider,
  connection: string,
  context: CallContext,
  near?: string,
): Promise<string | undefined> {
  try {
    return await provider.accountId(connection, context, near);
  } catch (error) {
    if (!(error instanceof SkyqlError) || context.signal?.aborted === true) throw error;
    return undefined;
  }
}

/** The first region that a statement names. */
export function namedRegion(predicates: readonly Predicate[]): string | undefined {
  const named = allowedValues(predicates, 'region')?.find((value) => typeof value === 'string');
  return typeof named === 'string' ? named : undefined;
}

async function regionsOf(
  provider: Provider,
  connection: Connection,
  predicates: readonly Predicate[],
  context: CallContext,
): Promise<readonly string[]> {
  const asked = predicates.filter(({ column, key }) => column === 'region' && key === undefined);
  const lists = asked.flatMap((predicate) => (predicate.operator === 'equals' ? [predicate.values] : []));
  const [first] = lists;
  const known =
    first === undefined
      ? undefined
      : first.filter((value): value is string => typeof value === 'string' && allows(predicates, 'region', value));
  if (known !== undefined) return [...new Set(known)];
  if (asked.length > 0) {
    return (await provider.regions(connection.name, context)).filter((region) => allows(predicates, 'region', region));
  }
  const chosen = chosenRegions(connection, context);
  if (chosen.includes('all')) return provider.regions(connection.name, context);
  if (chosen.length > 0) return chosen;
  provider.checkConnection?.(connection.name);
  const { example = 'a', elsewhere } = provider.regionHint ?? {};
  throw new SkyqlError('NO_REGION', 'No region is named and none is configured.', {
    hint: `Name one in the statement (WHERE region = '${example}'), give --region ${example} (or a,b or all)${elsewhere === undefined ? '' : `, ${elsewhere}`}.`,
    scope: { connection: connection.name },
  });
}
