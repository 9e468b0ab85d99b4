import { SkyqlError } from '../../errors/skyql-error.ts';
import { refuseUnknownProfile } from './check-profile.ts';
import type { ConnectionOptions } from './connection-options.ts';
import { readSharedConfig } from './shared-config.ts';

/**
 * Throws `UNKNOWN_PROFILE` where a connection takes its settings from a profile that is not there: without it the region and
 * whatever else it would say seem to be missing.
 */
export function refuseMissingProfile(
  connection: Pick<ConnectionOptions, 'name' | 'profile' | 'credentials'> | undefined,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): void {
  if (connection === undefined || connection.credentials !== undefined) return;
  const profile = connection.profile || environment.AWS_PROFILE;
  if (!profile) return;
  try {
    refuseUnknownProfile(readSharedConfig(environment), profile);
  } catch (error) {
    if (!(error instanceof SkyqlError)) throw error;
    throw new SkyqlError(error.code, error.message, { hint: error.hint, scope: { connection: connection.name } });
  }
}
