import { SkyqlError } from '../../errors/skyql-error.ts';
import { checkProfile, type ProfileKind, refuseMissingFile } from './check-profile.ts';
import type { Credentials } from './connection-options.ts';
import type { Send } from './create-aws-api.ts';
import { providerError, waysToGive } from './provider-error.ts';
import { sdkRequestHandler } from './sdk-request-handler.ts';
import { type Environment, readSharedConfig, type SharedConfig } from './shared-config.ts';

export interface ChainOptions {
  readonly environment: Environment;
  /** How what STS and SSO are asked gets there; as the SDK sends it unless given. */
  readonly send?: Send;
  /** Where STS is asked unless the profile says. */
  readonly region?: string;
  /** Asks for the code that a device shows. */
  readonly mfaCode?: ((device: { readonly profile: string; readonly serial: string }) => Promise<string>) | undefined;
}

/**
 * Looks for credentials where AWS's own tools do, in their order: the profile, the token of a web identity, the container,
 * the instance. Each of the SDK's providers is asked by itself, so that what it says is not lost in what the last one says.
 */
export async function findCredentials(profile: string | undefined, options: ChainOptions): Promise<Credentials> {
  const { environment } = options;
  const config = readSharedConfig(environment);
  const name = profile ?? 'default';
  const kind = profile === undefined && !config.profiles.includes(name) ? undefined : checkProfile(config, name);
  if (kind !== undefined) return fromProfile(name, kind, config, options);
  if (environment.AWS_WEB_IDENTITY_TOKEN_FILE && environment.AWS_ROLE_ARN) return fromWebIdentity(options);
  if (environment.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI || environment.AWS_CONTAINER_CREDENTIALS_FULL_URI)
    return fromContainer();
  const cause = await fromInstance(environment);
  if (!(cause instanceof Error)) return cause;
  throw new SkyqlError(
    'NO_CREDENTIALS',
    profile === undefined
      ? 'No AWS credentials were found.'
      : `The profile "${profile}" has no AWS credentials, and none were found elsewhere.`,
    { hint: `${waysToGive} ${soughtIn(config, cause)}`, cause },
  );
}

async function fromProfile(
  profile: string,
  kind: ProfileKind,
  config: SharedConfig,
  { send, region, mfaCode = noCode }: ChainOptions,
): Promise<Credentials> {
  const client = clientOf(send);
  const { fromIni } = await import('@aws-sdk/credential-provider-ini');
  try {
    return await fromIni({
      profile,
      ignoreCache: true,
      clientConfig: client,
      parentClientConfig: { ...client, region },
      mfaCodeProvider: (serial) => mfaCode({ profile, serial }),
    })();
  } catch (error) {
    throw providerError(error, { profile, kind, roleArn: config.setting('role_arn', profile) });
  }
}

async function fromWebIdentity({ environment, send, region }: ChainOptions): Promise<Credentials> {
  const { AWS_WEB_IDENTITY_TOKEN_FILE: file = '', AWS_ROLE_ARN: roleArn } = environment;
  refuseMissingFile(file, 'The file that AWS_WEB_IDENTITY_TOKEN_FILE names');
  const client = clientOf(send);
  const { fromTokenFile } = await import('@aws-sdk/credential-provider-web-identity');
  try {
    return await fromTokenFile({ clientConfig: client, parentClientConfig: { ...client, region } })();
  } catch (error) {
    throw providerError(error, { kind: 'web-identity', roleArn });
  }
}

function clientOf(send: Send | undefined): { readonly requestHandler?: object } {
  return send === undefined ? {} : { requestHandler: sdkRequestHandler(send) };
}

async function fromContainer(): Promise<Credentials> {
  const { fromHttp } = await import('@aws-sdk/credential-provider-http');
  try {
    return await fromHttp({ maxRetries: 0 })();
  } catch (error) {
    throw new SkyqlError('NO_CREDENTIALS', `The credentials of the container could not be loaded: ${wordsOf(error)}`, {
      hint: 'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI or AWS_CONTAINER_CREDENTIALS_FULL_URI says where they are.',
      cause: error,
    });
  }
}

/** The instance's, or why there are none. */
async function fromInstance({ AWS_EC2_METADATA_DISABLED: disabled }: Environment): Promise<Credentials | Error> {
  if (disabled && disabled !== 'false') return new Error('AWS_EC2_METADATA_DISABLED is set');
  const { fromInstanceMetadata } = await import('@smithy/credential-provider-imds');
  try {
    return await fromInstanceMetadata({ maxRetries: 0 })();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function soughtIn({ files }: SharedConfig, cause: Error): string {
  return `They were sought in AWS_ACCESS_KEY_ID, ${files.join(', ')}, AWS_WEB_IDENTITY_TOKEN_FILE, AWS_CONTAINER_CREDENTIALS_FULL_URI and the instance (${wordsOf(cause)}).`;
}

function wordsOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
}

async function noCode({ profile, serial }: { readonly profile: string; readonly serial: string }): Promise<string> {
  throw new SkyqlError('MFA_REQUIRED', `The profile "${profile}" needs a code of the MFA device ${serial}.`, {
    hint: 'Run it on a terminal, which is asked for the code, or give credentials that aws sts get-session-token has made.',
  });
}
