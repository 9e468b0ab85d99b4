import { ConnectionError } from '../../aws/http/connection-error.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import type { ProfileKind } from './check-profile.ts';
import { isClockCode } from './clock-error.ts';

export interface ProviderFailure {
  readonly profile?: string;
  /** How the credentials should have been got. */
  readonly kind?: ProfileKind;
  /** The role that should have been assumed. */
  readonly roleArn?: string;
}

/** So much of what a command says is shown. */
const mostWords = 600;

/** What one of the SDK's credential providers threw, told as what went wrong. */
export function providerError(cause: unknown, { profile, kind, roleArn }: ProviderFailure): SkyqlError {
  if (cause instanceof SkyqlError) return cause;
  const of = profile === undefined ? '' : ` of the profile "${profile}"`;
  const { name, message } = cause instanceof Error ? cause : { name: '', message: String(cause) };
  const make = (code: string, text: string, hint?: string, retryable = false) =>
    new SkyqlError(code, text, { hint, retryable, cause });

  if (cause instanceof ConnectionError || /^ConnectionError: /.test(message))
    return make(
      'ENDPOINT_UNREACHABLE',
      `The AWS credentials${of} could not be loaded. ${message.replace('ConnectionError: ', '')}.`,
      'Check the network, the proxy (HTTPS_PROXY) and the certificates (AWS_CA_BUNDLE).',
      true,
    );
  if (kind === 'process')
    return make(
      'NO_CREDENTIALS',
      `The credential_process${of} failed: ${wordsOf(message)}`,
      'Run its command in a shell to see what it needs.',
    );
  if (isClockCode(name, message))
    return make(
      'CLOCK_SKEWED',
      `AWS refused a signature for the time that it was made at: ${message} (${name})`,
      'Set the clock of this machine.',
    );
  if (
    /expired|sso login|SSO session.*invalid|UnauthorizedException|Session token not found/i.test(`${name} ${message}`)
  ) {
    return make(
      'CREDENTIALS_EXPIRED',
      `The AWS credentials${of} have expired.`,
      kind === undefined || kind === 'sso'
        ? `Sign in again: aws sso login${profile === undefined ? '' : ` --profile ${profile}`}`
        : `AWS said: ${message}. Sign in again where the profile's credentials come from.`,
    );
  }
  if ((kind === 'role' || kind === 'web-identity') && cause instanceof Error && '$fault' in cause)
    return make(
      /^AccessDenied/.test(name) ? 'ACCESS_DENIED' : 'NO_CREDENTIALS',
      `The role ${roleArn ?? ''}${of} could not be assumed: ${message} (${name})`,
      /^AccessDenied/.test(name)
        ? `The role's trust policy has to name who assumes it, and that one needs the IAM action sts:AssumeRole${kind === 'role' ? '' : 'WithWebIdentity'}.`
        : undefined,
    );
  return make(
    'NO_CREDENTIALS',
    `The AWS credentials${of} could not be loaded${message === '' ? '' : `: ${message.split('\n', 1)[0]}`}`,
    waysToGive,
  );
}

export const waysToGive =
  'Set AWS_PROFILE or use --profile NAME, sign in with `aws sso login --profile NAME`, set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or try it with --sandbox.';

/** What the command itself said: Node tells the command before it, which the user has written and may hold a secret. */
function wordsOf(message: string): string {
  const said = message.startsWith('Command failed: ')
    ? message.slice(message.indexOf('\n') + 1 || message.length)
    : message;
  const words = said.trim() || 'it ended with an error and said nothing';
  return words.length > mostWords ? `...${words.slice(-mostWords)}` : words;
}
