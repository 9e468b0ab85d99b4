import type { WireStructure } from '../../../aws/service-model.ts';
import { type RequestContext, SandboxFault, type SandboxService } from '../../service.ts';
import { issuedKeys } from '../../state/access-keys.ts';

const defaultDurationSeconds = 3_600;

/** Who signs, and keys for the roles of other accounts (https://docs.aws.amazon.com/STS/latest/APIReference/). */
export const sts: SandboxService = {
  service: 'sts',
  operations: { AssumeRole: assumeRole, GetCallerIdentity: getCallerIdentity },
};

function getCallerIdentity(_input: WireStructure, context: RequestContext): WireStructure {
  return {
    Account: context.account,
    Arn: context.caller?.arn ?? `arn:${context.partition}:iam::${context.account}:root`,
    UserId: context.caller?.userId ?? context.account,
  };
}

/** Every role of every account can be assumed: the sandbox has no policies. */
function assumeRole(input: WireStructure, context: RequestContext): WireStructure {
  const roleArn = String(input.RoleArn);
  const session = String(input.RoleSessionName);
  const [, partition = '', account = '', name = ''] =
    /^arn:(aws[a-z-]*):iam::(\d{12}):role\/(?:[!-~]+\/)?([\w+=,.@-]{1,64})$/.exec(roleArn) ?? [];
  if (name === '') throw new SandboxFault('ValidationError', `${roleArn} is invalid`, 400);
  const { state } = context;
  const seconds = typeof input.DurationSeconds === 'number' ? input.DurationSeconds : defaultDurationSeconds;
  const accessKeyId = state.identifier('ASIA', 16).toUpperCase();
  const secret = state.identifier('', 40);
  const sessionToken = `FwoGZXIvYXdzE${state.identifier('', 96)}`;
  const expires = context.now + seconds * 1_000;
  const roleId = state.identifier('AROA', 17).toUpperCase();
  const arn = `arn:${partition}:sts::${account}:assumed-role/${name}/${session}`;
  const userId = `${roleId}:${session}`;
  issuedKeys(state).set(accessKeyId, {
    account,
    secret,
    sessionToken,
    expires,
    caller: { accessKeyId, arn, userId },
  });
  return {
    Credentials: {
      AccessKeyId: accessKeyId,
      SecretAccessKey: secret,
      SessionToken: sessionToken,
      Expiration: new Date(expires).toISOString(),
    },
    AssumedRoleUser: { AssumedRoleId: userId, Arn: arn },
    PackedPolicySize: 0,
    SourceIdentity: input.SourceIdentity,
  };
}
