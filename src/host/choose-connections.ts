import { suggest } from '../data/suggest.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import type { CallContext, Connection, ConnectionSearch, Provider } from '../providers/provider.ts';
import {
  type ConnectionChoice,
  fits,
  type Groups,
  mayFit,
  means,
  nothingChosen,
  type ReadChoice,
  readChoice,
} from './connection-choice.ts';

/** A provider that has the chosen connections alone: what is not chosen is not there. Throws `INVALID_OPTION`. */
export function chooseConnections(provider: Provider, given: ConnectionChoice, groups: Groups = {}): Provider {
  if (given.connections === undefined && given.accounts === undefined) return provider;
  const choice = readChoice(given, groups);
  /** The accounts that connections turned out to be of. */
  const accounts = new Map<string, string>();
  const byName = (connections: readonly Connection[]) => connections.filter(({ name }) => isNamed(choice, name));
  const isChosen = (connection: Connection) =>
    isNamed(choice, connection.name) && isOfAccount(choice, connection, accounts);

  async function findConnections(search: ConnectionSearch, context: CallContext): Promise<readonly Connection[]> {
    const failures: SkyqlError[] = [];
    const all = await allConnections(provider, choice, search, telling(context, failures));
    const [failure] = failures;
    // Names of accounts that could not be listed are no slips of the pen.
    if (failure === undefined) refuseUnknown(choice, all);
    const named = byName(all);
    if (choice.accountIds.length > 0) await learnAccounts(provider, named, accounts, context);
    const chosen = named.filter(isChosen);
    if (chosen.length > 0) return chosen;
    if (failure !== undefined) throw failure;
    const names = all.map(({ name }) => name);
    const asked = [...(given.connections ?? []), ...(given.accounts ?? [])].join(', ');
    throw nothingChosen(`None of the connections that the statement can mean is chosen by ${asked}.`, names, '');
  }

  return {
    ...provider,
    get connections() {
      return provider.connections.filter(isChosen);
    },
    findConnections,
  };
}

async function allConnections(
  provider: Provider,
  { patterns, tags }: ReadChoice,
  search: ConnectionSearch,
  context: CallContext,
): Promise<readonly Connection[]> {
  if (provider.findConnections === undefined) return provider.connections;
  const withTags = search.withTags === true || tags.length > 0;
  const mayBegin = (start: string) =>
    search.mayBegin(start) && (patterns === undefined || patterns.some((pattern) => mayFit(pattern, start)));
  return provider.findConnections({ mayBegin, withTags }, context);
}

/** The context, where what could not be listed is taken down as well. */
function telling(context: CallContext, failures: SkyqlError[]): CallContext {
  const { onUnreadable } = context;
  if (onUnreadable === undefined) return context;
  return {
    ...context,
    onUnreadable: (error) => {
      failures.push(error);
      onUnreadable(error);
    },
  };
}

function isNamed({ patterns }: ReadChoice, name: string): boolean {
  return patterns === undefined || patterns.some((pattern) => means(pattern, name));
}

function isOfAccount(
  { byAccount, accountIds, tags }: ReadChoice,
  { name, accountId, tags: own = {} }: Connection,
  accounts: ReadonlyMap<string, string>,
): boolean {
  if (!byAccount) return true;
  const isTagged = tags.some(({ key, value }) => Object.hasOwn(own, key) && fits(value, own[key] ?? ''));
  const account = accountId ?? accounts.get(name);
  return isTagged || (account !== undefined && accountIds.includes(account));
}

/** What an account does not tell it cannot be chosen by: who reads on is told why it is not there. */
async function learnAccounts(
  provider: Provider,
  connections: readonly Connection[],
  accounts: Map<string, string>,
  context: CallContext,
): Promise<void> {
  const unknown = connections.filter(({ name, accountId }) => accountId === undefined && !accounts.has(name));
  await Promise.all(
    unknown.map(async ({ name }) => {
      try {
        accounts.set(name, await provider.accountId(name, context));
      } catch (error) {
        if (!(error instanceof SkyqlError) || context.signal?.aborted === true) throw error;
        if (context.onUnreadable === undefined) throw error;
        context.onUnreadable(error);
      }
    }),
  );
}

/** A name that is written out and is nobody's is a slip of the pen. Those of accounts can only be judged where these were listed. */
function refuseUnknown({ patterns = [] }: ReadChoice, all: readonly Connection[]): void {
  const names = all.map(({ name }) => name);
  for (const pattern of patterns) {
    if (names.some((name) => means(pattern, name)) || pattern.includes('*')) continue;
    const [organization = '', account] = pattern.split(/\/(.*)/s);
    if (account !== undefined && !names.some((name) => name.startsWith(`${organization}/`))) continue;
    const near = suggest(pattern, names, 2);
    const hint = near.length > 0 ? `Did you mean ${near.join(' or ')}? ` : '';
    throw nothingChosen(`There is no connection ${pattern}.`, names, hint);
  }
}
