import { percentEncode } from '../../../../aws/protocols/percent-encoding.ts';
import type { WireValue } from '../../../../aws/service-model.ts';

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
