import { textOf } from '../../../kit/members.ts';
import { alreadyExists, notFound } from '../../../kit/resource-steps.ts';
import type { RequestContext, ResourceHandler, ResourceProperties } from '../../../service.ts';
import { policyJson, policyText } from '../../iam/policies/policy-document.ts';
import type { SecretRecord } from '../secrets/secret-record.ts';
import { allSecrets, findSecret } from '../secrets/secret-store.ts';
import { deleteResourcePolicy, putResourcePolicy } from './resource-policies.ts';

const type = 'AWS::SecretsManager::ResourcePolicy';

/** The policy of a secret, under the ARN of the secret. */
export const resourcePolicyType: ResourceHandler = {
  create(properties, context) {
    const id = textOf(properties.SecretId) ?? '';
    const secret = withPolicy(id, context);
    if (secret !== undefined) return alreadyExists(type, secret.arn);
    return put(id, properties, context);
  },
  read(identifier, context) {
    const secret = withPolicy(identifier, context);
    return secret && { Id: secret.arn, SecretId: secret.arn, ResourcePolicy: policyJson(secret.policy ?? '') };
  },
  update(identifier, properties, _previous, context) {
    if (withPolicy(identifier, context) === undefined) return notFound(type, identifier);
    return put(identifier, properties, context);
  },
  delete(identifier, context) {
    if (withPolicy(identifier, context) === undefined) return notFound(type, identifier);
    deleteResourcePolicy({ SecretId: identifier }, context);
    return { status: 'SUCCESS', identifier };
  },
  list: (_model, context) =>
    allSecrets(context)
      .filter(({ policy, deletion }) => policy !== undefined && deletion === undefined)
      .map(({ arn }) => ({ Id: arn })),
};

function withPolicy(id: string, context: RequestContext): SecretRecord | undefined {
  const secret = findSecret(id, context);
  return secret?.policy !== undefined && secret.deletion === undefined ? secret : undefined;
}

function put(SecretId: string, { ResourcePolicy, BlockPublicPolicy }: ResourceProperties, context: RequestContext) {
  const { ARN } = putResourcePolicy(
    { SecretId, ResourcePolicy: policyText(ResourcePolicy), BlockPublicPolicy },
    context,
  );
  return { status: 'SUCCESS' as const, identifier: String(ARN) };
}
