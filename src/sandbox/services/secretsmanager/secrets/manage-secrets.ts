import type { WireStructure } from '../../../../aws/service-model.ts';
import { isoTime, numberOf, textOf } from '../../../kit/members.ts';
import type { RequestContext } from '../../../service.ts';
import { limits, messages } from '../assumptions.ts';
import { invalidParameter, invalidRequest } from '../faults.ts';
import { valueIn } from '../values/secret-value.ts';
import { withVersion } from '../values/with-version.ts';
import { findSecret, forgetSecret, keepSecret, newSecretArn, requiredSecret, secretAsked } from './secret-store.ts';
import { namesOf, secretView } from './secret-view.ts';

const day = 86_400_000;

export function describeSecret(input: WireStructure, context: RequestContext): WireStructure {
  return secretView(requiredSecret(textOf(input.SecretId) ?? '', context), 'VersionIdsToStages');
}

/** A value makes a version; what the request does not say stays. */
export function updateSecret(input: WireStructure, context: RequestContext): WireStructure {
  const secret = secretAsked(input, context);
  const value = valueIn(input);
  const described = {
    ...secret,
    ...(input.Description === undefined ? {} : { description: textOf(input.Description) ?? '' }),
    ...(input.KmsKeyId === undefined ? {} : { keyId: textOf(input.KmsKeyId) ?? '' }),
    changed: context.now,
  };
  if (value === undefined) {
    keepSecret(described, context);
    return namesOf(secret);
  }
  const id = textOf(input.ClientRequestToken) ?? context.state.uuid();
  keepSecret(withVersion(described, { id, value, stages: ['AWSCURRENT'] }, context), context);
  return { ...namesOf(secret), VersionId: id };
}

/** A deleted secret can be restored until its last day comes, unless it is deleted for good. */
export function deleteSecret(input: WireStructure, context: RequestContext): WireStructure {
  const id = textOf(input.SecretId) ?? '';
  const days = numberOf(input.RecoveryWindowInDays);
  if (input.ForceDeleteWithoutRecovery === true) {
    if (days !== undefined) throw invalidParameter(messages.windowAndForce);
    return deleteForGood(id, context);
  }
  const { least, most, usual } = limits.recoveryDays;
  if (days !== undefined && (days < least || days > most)) throw invalidParameter(messages.badWindow);
  const secret = requiredSecret(id, context);
  if (secret.deletion !== undefined) throw invalidRequest(messages.marked);
  const deletion = context.now + (days ?? usual) * day;
  keepSecret({ ...secret, deletion }, context);
  return { ...namesOf(secret), DeletionDate: isoTime(deletion) };
}

/** Of a secret that is not there AWS answers the same, for those who ask twice. */
function deleteForGood(id: string, context: RequestContext): WireStructure {
  const secret = findSecret(id, context);
  if (secret !== undefined) forgetSecret(secret, context);
  const isArn = id.startsWith('arn:');
  const names = secret
    ? namesOf(secret)
    : { ARN: isArn ? id : newSecretArn(id, context), Name: isArn ? id.slice(id.lastIndexOf(':') + 1) : id };
  return { ...names, DeletionDate: isoTime(context.now) };
}

/** A secret that nobody has deleted stays as it is. */
export function restoreSecret(input: WireStructure, context: RequestContext): WireStructure {
  const { deletion: _, ...secret } = requiredSecret(textOf(input.SecretId) ?? '', context);
  keepSecret(secret, context);
  return namesOf(secret);
}
