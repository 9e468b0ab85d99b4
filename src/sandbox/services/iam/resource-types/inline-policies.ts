import type { WireValue } from '../../../../aws/service-model.ts';
import { structuresOf, textOf } from '../../../kit/members.ts';
import type { ResourceProperties } from '../../../service.ts';
import { checkPolicy } from '../policies/grammar/check-policy.ts';
import { policyJson, policyText } from '../policies/policy-document.ts';
import type { PolicyHolder } from '../records.ts';

/** The `Policies` that a role or a user is given. */
export function inlinePolicies(properties: ResourceProperties): PolicyHolder['inline'] {
  const inline = structuresOf(properties.Policies).map((policy) => ({
    name: textOf(policy.PolicyName) ?? '',
    document: policyText(policy.PolicyDocument),
  }));
  for (const { document } of inline) checkPolicy(document, 'permissions');
  return inline;
}

export function policiesProperty(inline: PolicyHolder['inline']): WireValue | undefined {
  if (inline.length === 0) return undefined;
  return inline.map(({ name, document }) => ({ PolicyName: name, PolicyDocument: policyJson(document) }));
}
