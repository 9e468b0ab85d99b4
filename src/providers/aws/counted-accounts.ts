import { partitionOfRegion } from '../../aws/partitions.ts';
import type { Limits } from '../limits/limits.ts';
import type { ConnectionBook } from './connection-book.ts';
import type { ConnectionOptions } from './connection-options.ts';

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
  /** What stands for connections, found once: each call asks. */
  const placeholders = new WeakMap<ConnectionOptions, string>();
  const placeholder = (options: ConnectionOptions | undefined, connection: string, region: string): string => {
    let stand = options && placeholders.get(options);
    if (stand === undefined) {
      const first = options && byCredentials.get(credentialsKey(options));
      stand = `connection ${first ?? connection}`;
      if (options !== undefined) placeholders.set(options, stand);
    }
    // Nobody has one account in two partitions.
    const { id } = partitionOfRegion(region);
    return id === 'aws' ? stand : `${stand} (${id})`;
  };
  return {
    of(connection, region) {
      const options = connections.find(connection);
      if (options?.accountId !== undefined) return options.accountId;
      const stand = placeholder(options, connection, region);
      return ids.get(stand) ?? stand;
    },
    learn(connection, region, accountId) {
      const stand = placeholder(connections.find(connection), connection, region);
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
