import { SkyqlError } from '../../errors/skyql-error.ts';
import type { ConnectionOptions, Credentials } from './connection-options.ts';
import { type ChainOptions, findCredentials } from './credential-chain.ts';
import { type CredentialsSource, keepCredentials } from './keep-credentials.ts';
import { providerError } from './provider-error.ts';

export interface CredentialsSourceOptions {
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly load?: typeof findCredentials;
  readonly send?: ChainOptions['send'];
  readonly region?: string;
  readonly mfaCode?: ChainOptions['mfaCode'];
  readonly now?: () => number;
}

export function createCredentialsSource(
  connection: Pick<ConnectionOptions, 'name' | 'profile' | 'credentials'>,
  { environment = process.env, send, region, mfaCode, load, now = Date.now }: CredentialsSourceOptions = {},
): CredentialsSource {
  async function find(): Promise<Credentials> {
    if (connection.credentials) return connection.credentials;
    const profile = connection.profile || environment.AWS_PROFILE || undefined;
    try {
      const direct = fromEnvironment(connection.profile, environment);
      if (direct) return direct;
      return await (load ?? findCredentials)(profile, { environment, send, region, mfaCode });
    } catch (error) {
      throw ofConnection(providerError(error, { profile }), connection.name);
    }
  }

  return keepCredentials(find, now);
}

/** The chain looks here first as well; reading two variables spares a start the import of the whole chain. */
function fromEnvironment(
  profile: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): Credentials | undefined {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = environment;
  if (profile || environment.AWS_PROFILE || (!accessKeyId && !secretAccessKey)) return undefined;
  if (!accessKeyId || !secretAccessKey) throw halfPair(accessKeyId ? 'AWS_ACCESS_KEY_ID' : 'AWS_SECRET_ACCESS_KEY');
  const expiration = environment.AWS_CREDENTIAL_EXPIRATION;
  return {
    accessKeyId,
    secretAccessKey,
    ...(environment.AWS_SESSION_TOKEN && { sessionToken: environment.AWS_SESSION_TOKEN }),
    ...(expiration && { expiration: new Date(expiration) }),
  };
}

function halfPair(set: 'AWS_ACCESS_KEY_ID' | 'AWS_SECRET_ACCESS_KEY'): SkyqlError {
  const other = set === 'AWS_ACCESS_KEY_ID' ? 'AWS_SECRET_ACCESS_KEY' : 'AWS_ACCESS_KEY_ID';
  return new SkyqlError('NO_CREDENTIALS', `${set} is set and ${other} is not.`, {
    hint: 'Set both, or neither and AWS_PROFILE or --profile NAME.',
  });
}

function ofConnection({ code, message, hint, retryable, cause, scope }: SkyqlError, connection: string): SkyqlError {
  return new SkyqlError(code, message, { hint, retryable, cause, scope: { ...scope, connection } });
}
