import { isStructure } from '../../../aws/protocols/structure-values.ts';
import type { WireStructure, WireValue } from '../../../aws/service-model.ts';
import { arnIn, callerArn } from '../../kit/arn-in.ts';
import { numberOf, textOf } from '../../kit/members.ts';
import { steadyHex } from '../../kit/steady-id.ts';
import { type RequestContext, SandboxFault, type SandboxService } from '../../service.ts';
import { accountOfKey, isIssued } from '../../state/access-keys.ts';
import { findRole } from '../iam/iam-store.ts';
import { messages } from './assumptions.ts';
import { issueCredentials } from './credentials.ts';
import { externalIds } from './external-ids.ts';

/** Seconds that keys are good for unless the request says (documented). */
const defaultSeconds = { role: 3_600, session: 43_200 } as const;

/** Who signs, and keys for the roles of other accounts (https://docs.aws.amazon.com/STS/latest/APIReference/). */
export const sts: SandboxService = {
  service: 'sts',
  operations: {
    AssumeRole: assumeRole,
    AssumeRoleWithWebIdentity: assumeRoleWithWebIdentity,
    DecodeAuthorizationMessage: decodeAuthorizationMessage,
    GetAccessKeyInfo: getAccessKeyInfo,
    GetCallerIdentity: getCallerIdentity,
    GetFederationToken: getFederationToken,
    GetSessionToken: getSessionToken,
  },
};

function getCallerIdentity(_input: WireStructure, context: RequestContext): WireStructure {
  return { Account: context.account, ...identityOf(context) };
}

/** Requests that nobody signed, which `--auth off` takes, are the account's root's. */
function identityOf(context: RequestContext): { readonly Arn: string; readonly UserId: string } {
  return { Arn: callerArn(context), UserId: context.caller?.userId ?? context.account };
}

/** The role that a request names, with what IAM knows of it. */
function askedRole(input: WireStructure, { state }: RequestContext) {
  const roleArn = String(input.RoleArn);
  const [, partition = '', account = '', name = ''] =
    /^arn:(aws[a-z-]*):iam::(\d{12}):role\/(?:[!-~]+\/)?([\w+=,.@-]{1,64})$/.exec(roleArn) ?? [];
  if (name === '') throw new SandboxFault('ValidationError', `${roleArn} is invalid`, 400);
  return { roleArn, partition, account, name, known: findRole(state, account, name) };
}

/** Every role of every account can be assumed, whether IAM has it or not. Of policies the external id alone is enforced. */
function assumeRole(input: WireStructure, context: RequestContext): WireStructure {
  const role = askedRole(input, context);
  const { roleArn, known } = role;
  const asked = known && externalIds(known.trustPolicy);
  if (asked !== undefined && !asked.includes(textOf(input.ExternalId) ?? '')) {
    const message = `User: ${callerArn(context)} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`;
    throw new SandboxFault('AccessDenied', message, 403);
  }
  return sessionOfRole(role, input, context);
}

/** Keys for a role that may be assumed. */
function sessionOfRole(
  { partition, account, name, known }: ReturnType<typeof askedRole>,
  input: WireStructure,
  context: RequestContext,
): WireStructure {
  const session = String(input.RoleSessionName);
  const seconds = numberOf(input.DurationSeconds) ?? defaultSeconds.role;
  if (known !== undefined && seconds > known.role.MaxSessionDuration) {
    const message = 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.';
    throw new SandboxFault('ValidationError', message, 400);
  }
  const roleId = known?.role.RoleId ?? `AROA${steadyHex(17, 'role', account, name).toUpperCase()}`;
  const arn = arnIn({ partition, region: '', account }, 'sts', `assumed-role/${name}/${session}`);
  const userId = `${roleId}:${session}`;
  return {
    Credentials: issueCredentials({ account, seconds, caller: { arn, userId } }, context),
    AssumedRoleUser: { AssumedRoleId: userId, Arn: arn },
    PackedPolicySize: input.Policy === undefined ? undefined : 1,
    SourceIdentity: input.SourceIdentity,
  };
}

/** Whoever has a token may ask: nobody signs this. What the token says is read, not verified: the sandbox knows no provider. */
function assumeRoleWithWebIdentity(input: WireStructure, context: RequestContext): WireStructure {
  const claims = tokenClaims(textOf(input.WebIdentityToken) ?? '');
  const expires = numberOf(claims.exp);
  if (expires !== undefined && expires * 1_000 <= context.clock.wall()) {
    throw new SandboxFault('ExpiredTokenException', messages.webTokenExpired, 400);
  }
  const subject = textOf(claims.sub);
  const issuer = textOf(claims.iss);
  if (subject === undefined || issuer === undefined) {
    throw new SandboxFault('InvalidIdentityToken', messages.webTokenWithoutClaims, 400);
  }
  const { PackedPolicySize, Credentials, AssumedRoleUser } = sessionOfRole(askedRole(input, context), input, context);
  const audience = Array.isArray(claims.aud) ? claims.aud[0] : claims.aud;
  return {
    Credentials,
    AssumedRoleUser,
    PackedPolicySize,
    SubjectFromWebIdentityToken: subject,
    Provider: textOf(input.ProviderId) ?? issuer,
    Audience: textOf(audience),
  };
}

/** The claims of a JSON Web Token. Throws InvalidIdentityToken for what is none. */
function tokenClaims(token: string): WireStructure {
  const parts = token.split('.');
  try {
    const claims: WireValue = JSON.parse(Buffer.from(parts[1] ?? '', 'base64url').toString());
    if (parts.length === 3 && isStructure(claims)) return claims;
  } catch {
    // Falls to the fault below.
  }
  throw new SandboxFault('InvalidIdentityToken', messages.webTokenMalformed, 400);
}

/** Keys of a user of one's own naming; of the sandbox's policies none is enforced, so that they may do what the account may. */
function getFederationToken(input: WireStructure, context: RequestContext): WireStructure {
  const { account, partition, caller } = context;
  if (caller !== undefined && isIssued(caller.accessKeyId)) {
    throw new SandboxFault('AccessDenied', 'Cannot call GetFederationToken with session credentials', 403);
  }
  const name = textOf(input.Name) ?? '';
  const seconds = numberOf(input.DurationSeconds) ?? defaultSeconds.session;
  const arn = arnIn({ partition, region: '', account }, 'sts', `federated-user/${name}`);
  const userId = `${account}:${name}`;
  return {
    Credentials: issueCredentials({ account, seconds, caller: { arn, userId } }, context),
    FederatedUser: { FederatedUserId: userId, Arn: arn },
    PackedPolicySize: input.Policy === undefined ? undefined : 1,
  };
}

/** The sandbox encodes no messages, since it denies nothing by policies: whatever comes is none of its own. */
function decodeAuthorizationMessage(): WireStructure {
  throw new SandboxFault('InvalidAuthorizationMessageException', messages.messageNotOurs, 400);
}

function getSessionToken(input: WireStructure, context: RequestContext): WireStructure {
  const { caller } = context;
  if (caller !== undefined && isIssued(caller.accessKeyId)) {
    throw new SandboxFault('AccessDenied', 'Cannot call GetSessionToken with session credentials', 403);
  }
  const { Arn: arn, UserId: userId } = identityOf(context);
  const seconds = numberOf(input.DurationSeconds) ?? defaultSeconds.session;
  return { Credentials: issueCredentials({ account: context.account, seconds, caller: { arn, userId } }, context) };
}

function getAccessKeyInfo(input: WireStructure, context: RequestContext): WireStructure {
  const account = accountOfKey(context.state, textOf(input.AccessKeyId) ?? '', context.partition);
  if (account === undefined) throw new SandboxFault('ValidationError', 'The access key ID is not valid.', 400);
  return { Account: account };
}
