import type { WireStructure } from '../../../../aws/service-model.ts';
import { textOf } from '../../../kit/members.ts';
import { type RequestContext, SandboxFault } from '../../../service.ts';
import { checkPolicy } from '../../iam/policies/grammar/check-policy.ts';
import { isPublicPolicy } from '../../iam/policies/grammar/is-public-policy.ts';
import { messages, publicAccessCheck } from '../assumptions.ts';
import { keepSecret, requiredSecret, secretAsked } from '../secrets/secret-store.ts';
import { namesOf } from '../secrets/secret-view.ts';

/** Policies are checked, kept and told; whom they let in nobody asks. */
export function putResourcePolicy(input: WireStructure, context: RequestContext): WireStructure {
  const secret = secretAsked(input, context);
  const policy = textOf(input.ResourcePolicy) ?? '';
  checkResourcePolicy(policy);
  if (input.BlockPublicPolicy === true && isPublicPolicy(policy)) {
    throw new SandboxFault('PublicPolicyException', messages.publicPolicy, 400);
  }
  keepSecret({ ...secret, policy }, context);
  return namesOf(secret);
}

export function getResourcePolicy(input: WireStructure, context: RequestContext): WireStructure {
  const secret = secretAsked(input, context);
  return { ...namesOf(secret), ...(secret.policy === undefined ? {} : { ResourcePolicy: secret.policy }) };
}

export function deleteResourcePolicy(input: WireStructure, context: RequestContext): WireStructure {
  const { policy: _, ...secret } = secretAsked(input, context);
  keepSecret(secret, context);
  return namesOf(secret);
}

/** What is wrong with a policy is its answer, unless it is no policy at all. */
export function validateResourcePolicy(input: WireStructure, context: RequestContext): WireStructure {
  const id = textOf(input.SecretId);
  if (id !== undefined) requiredSecret(id, context);
  const policy = textOf(input.ResourcePolicy) ?? '';
  checkResourcePolicy(policy);
  const errors = isPublicPolicy(policy) ? [{ CheckName: publicAccessCheck, ErrorMessage: messages.publicPolicy }] : [];
  return { PolicyValidationPassed: errors.length === 0, ValidationErrors: errors };
}

function checkResourcePolicy(text: string): void {
  try {
    checkPolicy(text, 'resource');
  } catch (error) {
    if (!(error instanceof SandboxFault)) throw error;
    throw new SandboxFault('MalformedPolicyDocumentException', messages.malformedPolicy, 400);
  }
}
