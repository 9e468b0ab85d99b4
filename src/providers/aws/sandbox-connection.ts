import { suggest } from '../../data/suggest.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import type { ConnectionSettings } from '../provider-module.ts';
import type { Environment } from './shared-config.ts';

/** The account of who names none. */
const usualAccount = '123456789012';
const usualRegion = 'us-east-1';

/**
 * A connection in a sandbox: any access key with the secret `test` is let in, and one of twelve digits is its own account. Profiles
 * are those of the sandbox, one for each of its accounts, not those of this machine. Throws `UNKNOWN_PROFILE`.
 */
export function sandboxConnection(
  connection: ConnectionSettings,
  accounts: Readonly<Record<string, string>>,
  environment: Environment = process.env,
): ConnectionSettings {
  const { profile, credentials, regions, ...rest } = connection;
  const region = environment.AWS_REGION || environment.AWS_DEFAULT_REGION || usualRegion;
  return {
    ...rest,
    ...(profile !== undefined && { profile }),
    credentials: credentials ?? { accessKeyId: accountOf(profile, accounts), secretAccessKey: 'test' },
    regions: regions.length > 0 ? regions : [region],
  };
}

function accountOf(profile: string | undefined, accounts: Readonly<Record<string, string>>): string {
  if (profile === undefined || profile === 'default') return usualAccount;
  if (/^\d{12}$/.test(profile)) return profile;
  const account = Object.hasOwn(accounts, profile) ? accounts[profile] : undefined;
  if (account !== undefined) return account;
  const names = Object.keys(accounts);
  const [near] = suggest(profile, names, 1);
  throw new SkyqlError('UNKNOWN_PROFILE', `The sandbox has no profile "${profile}".`, {
    hint: `${near === undefined ? '' : `Did you mean ${near}? `}It has ${names.join(', ')}, and each account by its twelve digits.`,
  });
}
