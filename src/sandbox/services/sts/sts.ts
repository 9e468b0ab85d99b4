import type { WireStructure } from '../../../aws/service-model.ts';
import { arnIn, callerArn } from '../../kit/arn-in.ts';
import { numberOf, textOf } from '../../kit/members.ts';
import { type RequestContext, SandboxFault, type SandboxService } from '../../service.ts';
import { accessKey, issuedKeys } from '../../state/access-keys.ts';
import { findRole } from '../iam/iam-store.ts';
import { issueCredentials } from './credentials.ts';
import { externalIds } from './external-ids.ts';

/** Seconds that keys are good for unless the request says (documented). */
const defaultSeconds = { role: 3_600, session: 43_200 } as const;

/** Who signs, and keys for the roles of other accounts (https://docs.aws.amazon.com/STS/latest/APIReference/). */
export const sts: SandboxService = {
  service: 'sts',
  operations: {
    AssumeRole: assumeRole,
    GetAccessKeyInfo: getAccessKeyInfo,
    GetCallerIdentity: getCallerIdentity,
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

/** Every role of every account can be assumed, whether IAM has it or not. Of policies the external id alone is enforced. */
function assumeRole(input: WireStructure, context: RequestContext): WireStructure {
  const roleArn = String(input.RoleArn);
  const session = String(input.RoleSessionName);
  const [, partition = '', account = '', name = ''] =
    /^arn:(aws[a-z-]*):iam::(\d{12}):role\/(?:[!-~]+\/)?([\w+=,.@-]{1,64})$/.exec(roleArn) ?? [];
  if (name === '') throw new SandboxFault('ValidationError', `${roleArn} is invalid`, 400);
  const known = findRole(context.state, account, name);
  const asked = known && externalIds(known.trustPolicy);
  if (asked !== undefined && !asked.includes(textOf(input.ExternalId) ?? '')) {
    const message = `User: ${callerArn(context)} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`;
    throw new SandboxFault('AccessDenied', message, 403);
  }
  const seconds = numberOf(input.DurationSeconds) ?? defaultSeconds.role;
  if (known !== undefined && seconds > known.role.MaxSessionDuration) {
    const message = 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.';
    throw new SandboxFault('ValidationError', message, 400);
  }
  const roleId = known?.role.RoleId ?? context.state.identifier('AROA', 17).toUpperCase();
  const arn = arnIn({ partition, region: '', account }, 'sts', `assumed-role/${name}/${session}`);
  const userId = `${roleId}:${session}`;
  return {
    Credentials: issueCredentials({ account, seconds, caller: { arn, userId } }, context),
    AssumedRoleUser: { AssumedRoleId: userId, Arn: arn },
    PackedPolicySize: input.Policy === undefined ? undefined : 1,
    SourceIdentity: input.SourceIdentity,
  };
}

function getSessionToken(input: WireStructure, context: RequestContext): WireStructure {
  const { caller } = context;
  if (caller !== undefined && issuedKeys(context.state).has(caller.accessKeyId)) {
    throw new SandboxFault('AccessDenied', 'Cannot call GetSessionToken with session credentials', 403);
  }
  const { Arn: arn, UserId: userId } = identityOf(context);
  const seconds = numberOf(input.DurationSeconds) ?? defaultSeconds.session;
  return { Credentials: issueCredentials({ account: context.account, seconds, caller: { arn, userId } }, context) };
}

function getAccessKeyInfo(input: WireStructure, context: RequestContext): WireStructure {
  const known = accessKey(context.state, textOf(input.AccessKeyId) ?? '', context.partition);
  if (known === undefined) throw new SandboxFault('ValidationError', 'The access key ID is not valid.', 400);
  return { Account: known.account };
}
