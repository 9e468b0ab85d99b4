import { isStructure } from '../../aws/protocols/structure-values.ts';
import type { WireStructure } from '../../aws/service-model.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import type { CallContext } from '../provider.ts';
import { faultCodeOf } from './call-error.ts';
import type { Credentials, Role } from './connection-options.ts';
import { type CredentialsSource, keepCredentials } from './keep-credentials.ts';

const defaultSessionName = 'skyql';

export interface RoleCredentialsOptions {
  readonly connection: string;
  readonly role: Role;
  /** Calls AssumeRole with the credentials that may. */
  readonly assume: (input: WireStructure, context: CallContext) => Promise<WireStructure>;
  readonly now?: () => number;
}

/** The credentials of a role: assumed when first needed, kept, and assumed again before they expire. */
export function createRoleCredentials({ connection, role, assume, now }: RoleCredentialsOptions): CredentialsSource {
  const { arn, externalId, sessionName = defaultSessionName } = role;
  const input = {
    RoleArn: arn,
    RoleSessionName: sessionName,
    ...(externalId !== undefined && { ExternalId: externalId }),
  };
  return keepCredentials(async (asking) => {
    try {
      return credentialsIn((await assume(input, asking)).Credentials);
    } catch (error) {
      throw roleError(error, connection, role);
    }
  }, now);
}

function credentialsIn(given: unknown): Credentials {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = isStructure(given) ? given : {};
  if (typeof AccessKeyId !== 'string' || typeof SecretAccessKey !== 'string' || typeof SessionToken !== 'string')
    throw new SkyqlError('AWS_ERROR', 'AssumeRole answered without credentials.');
  const expiration = new Date(String(Expiration));
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    ...(!Number.isNaN(expiration.getTime()) && { expiration }),
  };
}

/** Several connections may share the credentials that a role is assumed with: it is this one that cannot be read. */
function roleError(error: unknown, connection: string, { arn, externalId }: Role): unknown {
  if (!(error instanceof SkyqlError)) return error;
  const { code, message, retryable } = error;
  const isRefused = code === 'ACCESS_DENIED' && faultCodeOf(error) !== undefined;
  const hint = isRefused
    ? `The trust policy of ${arn} has to name who assumes it, and that one needs the IAM action sts:AssumeRole. ` +
      (externalId === undefined
        ? 'Where the policy asks for an external id, give it with the role.'
        : 'The external id has to be the one in the policy.')
    : error.hint;
  return new SkyqlError(code, message, { hint, scope: { ...error.scope, connection }, retryable, cause: error.cause });
}
