import { partitionOfRegion } from '../../aws/partitions.ts';
import type { Limits } from '../limits/limits.ts';
import type { ConnectionBook } from './connection-book.ts';

/** The accounts that limits count by. */
export interface CountedAccounts {
  /** The account's id; until it is known, for it is never asked for this alone, what stands for the same credentials. */
  of(connection: string, region: string): string;
  /** Tells an account's id, which counts with those of other connections from now on. */
  learn(connection: string, region: string, accountId: string): void;
}

export function createCountedAccounts(connections: ConnectionBook, limits: Limits): CountedAccounts {
  /** The first connection with the same credentials, by these. */
  const byCredentials = new Map<string, string>();
  for (const { name, profile, credentials, accountId } of connections) {
    const key = credentialsKey({ profile, credentials });
    if (accountId === undefined && !byCredentials.has(key)) byCredentials.set(key, name);
  }
  const ids = new Map<string, string>();
  // Nobody has one account in two partitions.
  const placeholder = (connection: string, region: string): string => {
    const options = connections.find(connection);
    const first = options && byCredentials.get(credentialsKey(options));
    const { id } = partitionOfRegion(region);
    return `connection ${first ?? connection}${id === 'aws' ? '' : ` (${id})`}`;
  };
  return {
    of(connection, region) {
      const known = connections.find(connection)?.accountId;
      if (known !== undefined) return known;
      const stand = placeholder(connection, region);
      return ids.get(stand) ?? stand;
    },
    learn(connection, region, accountId) {
      const stand = placeholder(connection, region);
      if (ids.get(stand) === accountId) return;
      ids.set(stand, accountId);
      limits.learnAccount('aws', stand, accountId);
    },
  };
}

function credentialsKey({
  profile,
  credentials,
}: {
  readonly profile?: string | undefined;
  readonly credentials?: { readonly accessKeyId: string } | undefined;
}): string {
  return credentials === undefined ? `profile ${profile ?? ''}` : `key ${credentials.accessKeyId}`;
}
