import { SkyqlError } from '../../errors/skyql-error.ts';
import type { ConnectionOptions, Credentials } from './connection-options.ts';

/** Credentials are fetched again this long before they expire, so that no call is signed with ones that die on the way. */
const expiryMargin = 60_000;

const waysToGive =
  'Set AWS_PROFILE or use --profile NAME, sign in with `aws sso login --profile NAME`, set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or try it with --sandbox.';

type CredentialsLoader = (profile: string | undefined) => Promise<() => Promise<Credentials>>;

/** The credentials of one connection: found when first needed, kept until they expire. */
export interface CredentialsSource {
  /** Throws `NO_CREDENTIALS` or `CREDENTIALS_EXPIRED`. */
  resolve(): Promise<Credentials>;
  /** Drops what is kept, because AWS refused it. */
  forget(): void;
}

export interface CredentialsSourceOptions {
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly load?: CredentialsLoader;
  readonly now?: () => number;
}

export function createCredentialsSource(
  connection: Pick<ConnectionOptions, 'name' | 'profile' | 'credentials'>,
  { environment = process.env, load = loadFromChain, now = Date.now }: CredentialsSourceOptions = {},
): CredentialsSource {
  let kept: Promise<Credentials> | undefined;
  let expires = Number.POSITIVE_INFINITY;

  async function find(): Promise<Credentials> {
    const direct = connection.credentials ?? fromEnvironment(connection.profile, environment);
    if (direct) return direct;
    const profile = connection.profile ?? environment.AWS_PROFILE;
    try {
      const provider = await load(profile);
      return await provider();
    } catch (error) {
      throw credentialsError(error, connection.name, profile);
    }
  }

  return {
    resolve() {
      if (kept && now() < expires - expiryMargin) return kept;
      expires = Number.POSITIVE_INFINITY;
      const found = find().then((credentials) => {
        expires = credentials.expiration?.getTime() ?? Number.POSITIVE_INFINITY;
        return credentials;
      });
      kept = found;
      found.catch(() => {
        if (kept === found) kept = undefined;
      });
      return found;
    },
    forget() {
      kept = undefined;
    },
  };
}

/** The chain looks here first as well; reading two variables spares a start the import of the whole chain. */
function fromEnvironment(
  profile: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): Credentials | undefined {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = environment;
  if (profile || environment.AWS_PROFILE || !accessKeyId || !secretAccessKey) return undefined;
  const expiration = environment.AWS_CREDENTIAL_EXPIRATION;
  return {
    accessKeyId,
    secretAccessKey,
    ...(environment.AWS_SESSION_TOKEN && { sessionToken: environment.AWS_SESSION_TOKEN }),
    ...(expiration && { expiration: new Date(expiration) }),
  };
}

async function loadFromChain(profile: string | undefined): Promise<() => Promise<Credentials>> {
  const { defaultProvider } = await import('@aws-sdk/credential-provider-node');
  // A provider keeps its own result, so a new one is made for each search.
  return () => defaultProvider(profile ? { profile, maxRetries: 0 } : { maxRetries: 0 })();
}

function credentialsError(cause: unknown, connection: string, profile: string | undefined): SkyqlError {
  const text = cause instanceof Error ? `${cause.name} ${cause.message}` : '';
  const scope = { connection };
  const named = profile ? ` of the profile "${profile}"` : '';
  if (/expired|sso login/i.test(text)) {
    return new SkyqlError('CREDENTIALS_EXPIRED', `The AWS credentials${named} have expired.`, {
      hint: `Sign in again: aws sso login${profile ? ` --profile ${profile}` : ''}`,
      scope,
      cause,
    });
  }
  return new SkyqlError(
    'NO_CREDENTIALS',
    profile ? `The AWS credentials${named} could not be loaded.` : 'No AWS credentials were found.',
    { hint: waysToGive, scope, cause },
  );
}
