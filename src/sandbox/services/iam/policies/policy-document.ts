import { percentEncode } from '../../../../aws/protocols/percent-encoding.ts';
import { isStructure } from '../../../../aws/protocols/structure-values.ts';
import type { WireValue } from '../../../../aws/service-model.ts';
import { messages } from '../assumptions.ts';
import { malformedPolicy } from '../faults.ts';

/** Refuses what is no policy at all; whether its actions exist nobody asks. */
export function checkPolicy(text: string, kind: 'trust' | 'permissions'): void {
  const document = parsed(text);
  const statements = isStructure(document) ? [document.Statement].flat() : [];
  if (statements.length === 0) throw malformedPolicy(messages.syntax);
  for (const statement of statements) {
    if (!isStructure(statement) || (statement.Effect !== 'Allow' && statement.Effect !== 'Deny')) {
      throw malformedPolicy(messages.syntax);
    }
    const hasPrincipal = statement.Principal !== undefined || statement.NotPrincipal !== undefined;
    const hasResource = statement.Resource !== undefined || statement.NotResource !== undefined;
    const hasAction = statement.Action !== undefined || statement.NotAction !== undefined;
    if (kind === 'trust' && hasResource) throw malformedPolicy(messages.resourceForbidden);
    if (kind === 'trust' && !hasPrincipal) throw malformedPolicy(messages.principalMissing);
    if (kind === 'permissions' && hasPrincipal) throw malformedPolicy(messages.principalForbidden);
    if (!hasAction || (kind === 'permissions' && !hasResource)) throw malformedPolicy(messages.syntax);
  }
}

/** IAM answers policies percent-encoded. */
export function encodedPolicy(text: string): string {
  return percentEncode(text);
}

/** CloudFormation takes a policy as JSON or as its text. */
export function policyText(value: WireValue | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

export function policyJson(text: string): WireValue {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function parsed(text: string): WireValue | undefined {
  try {
    return JSON.parse(text);
  } catch {
    throw malformedPolicy(messages.notJson);
  }
}
