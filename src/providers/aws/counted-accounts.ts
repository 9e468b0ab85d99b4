import { partitionOfRegion } from '../../aws/partitions.ts';
import type { Limits } from '../limits/limits.ts';
import type { ConnectionOptions } from './connection-options.ts';

/** The accounts that limits count by. */
export interface CountedAccounts {
  /** The account's id; until it is known, for it is never asked for this alone, what stands for the same credentials. */
  of(connection: string, region: string): string;
  /** Tells an account's id, which counts with those of other connections from now on. */
  learn(connection: string, region: string, accountId: string): void;
}

export function createCountedAccounts(connections: readonly ConnectionOptions[], limits: Limits): CountedAccounts {
  /** The first connection with the same credentials, by connection. */
  const firsts = new Map<string, string>();
  const byCredentials = new Map<string, string>();
  for (const { name, profile, credentials } of connections) {
    const key = credentials === undefined ? `profile ${profile ?? ''}` : `key ${credentials.accessKeyId}`;
    const first = byCredentials.get(key) ?? name;
    byCredentials.set(key, first);
    firsts.set(name, first);
  }
  const ids = new Map<string, string>();
  // Nobody has one account in two partitions.
  const placeholder = (connection: string, region: string): string => {
    const { id } = partitionOfRegion(region);
    return `connection ${firsts.get(connection) ?? connection}${id === 'aws' ? '' : ` (${id})`}`;
  };
  return {
    of(connection, region) {
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
