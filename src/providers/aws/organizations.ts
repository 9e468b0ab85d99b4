import { SkyqlError } from '../../errors/skyql-error.ts';
import type { CallContext, CallScope, ConnectionSearch } from '../provider.ts';
import type { AwsApi } from './aws-api.ts';
import type { ConnectionBook } from './connection-book.ts';
import type { ConnectionOptions, OrganizationRole } from './connection-options.ts';
import { organizationAccounts } from './organization-accounts.ts';
import { createSharedAnswers, type SharedAnswers } from './shared-answers.ts';

/** The organizations among the connections, whose accounts become connections when somebody wants them. */
export interface Organizations {
  /** An organization that does not tell its accounts is told to `onUnreadable`, or thrown where nobody listens. */
  find(search: ConnectionSearch, context: CallContext): Promise<void>;
}

export interface OrganizationsOptions {
  readonly connections: ConnectionBook;
  readonly api: AwsApi;
  /** Where the connection's organization is asked. */
  readonly placeOf: (connection: string, context: CallContext) => CallScope;
  readonly accountId: (connection: string, context: CallContext) => Promise<string>;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** In milliseconds: accounts come and go, and a server runs for weeks. */
const listedFor = 3_600_000;

type Organization = ConnectionOptions & { readonly organization: OrganizationRole };

interface Listing {
  readonly answers: SharedAnswers<void>;
  readonly since: number;
  readonly withTags: boolean;
}

export function createOrganizations({
  connections,
  api,
  placeOf,
  accountId,
  now = Date.now,
}: OrganizationsOptions): Organizations {
  const listings = new Map<string, Listing>();

  function listingOf(name: string, withTags: boolean): Listing {
    const known = listings.get(name);
    const isCurrent = known !== undefined && now() - known.since < listedFor && (known.withTags || !withTags);
    if (isCurrent) return known;
    const listing = { answers: createSharedAnswers<void>(), since: now(), withTags };
    listings.set(name, listing);
    return listing;
  }

  async function list(connection: Organization, context: CallContext, withTags: boolean): Promise<void> {
    const { name, organization: role } = connection;
    const scope = placeOf(name, context);
    const ownAccount = () => accountId(name, context);
    const found = await organizationAccounts(api, { connection, role, scope, ownAccount, withTags }, context);
    connections.replace(name, found);
  }

  async function findIn(
    connection: Organization,
    { withTags = false }: ConnectionSearch,
    context: CallContext,
  ): Promise<void> {
    const listing = listingOf(connection.name, withTags);
    try {
      await listing.answers.get(connection.name, context, () => list(connection, context, listing.withTags));
    } catch (error) {
      const isStop = !(error instanceof SkyqlError) || context.signal?.aborted === true;
      if (isStop || context.onUnreadable === undefined) throw error;
      context.onUnreadable(error);
    }
  }

  return {
    async find(search, context) {
      const wanted = [...connections].filter(isOrganization).filter(({ name }) => search.mayBegin(`${name}/`));
      await Promise.all(wanted.map((connection) => findIn(connection, search, context)));
    },
  };
}

export function isOrganization(connection: ConnectionOptions): connection is Organization {
  return connection.organization !== undefined;
}
