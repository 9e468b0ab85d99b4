import { partitionOfRegion, usualRegion } from '../../aws/partitions.ts';
import type { ConnectionOptions } from './connection-options.ts';
import { defaultRegion } from './default-region.ts';

/**
 * The region that is asked about a connection's account: the first that the session chose, that of the connection, or that
 * of AWS's own tools. Where `near` is of another partition it is `near`: partitions share no accounts.
 */
export function homeRegion(
  connection: Pick<ConnectionOptions, 'profile' | 'regions'> | undefined,
  chosen: readonly string[] | undefined,
  near?: string,
): string {
  const named = [...(chosen ?? []), ...(connection?.regions ?? [])].find((region) => region !== 'all');
  const home = named ?? defaultRegion(connection?.profile) ?? usualRegion;
  if (near === undefined) return home;
  return partitionOfRegion(near).id === partitionOfRegion(home).id ? home : near;
}
