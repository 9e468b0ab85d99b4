import { SandboxFault } from '../../../service.ts';
import { limits, messages } from '../assumptions.ts';
import { invalid } from '../faults.ts';
import type { ParameterPolicy } from './parameter-record.ts';

const types: ReadonlySet<string> = new Set(['Expiration', 'ExpirationNotification', 'NoChangeNotification']);

/** The policies of a PutParameter request: a JSON list; `[{}]` takes all away. */
export function readPolicies(text: string): readonly ParameterPolicy[] {
  const list = parseList(text);
  if (list.length > limits.policies) {
    throw new SandboxFault('PoliciesLimitExceededException', messages.tooManyPolicies, 400);
  }
  return list.flatMap((item) => {
    if (typeof item !== 'object' || item === null) throw invalid(messages.badPolicies);
    return Object.keys(item).length === 0 ? [] : [readPolicy(item as Readonly<Record<string, unknown>>)];
  });
}

function readPolicy(policy: Readonly<Record<string, unknown>>): ParameterPolicy {
  const { Type: type, Attributes: attributes } = policy;
  if (typeof type !== 'string' || !types.has(type)) {
    throw new SandboxFault('InvalidPolicyTypeException', messages.badPolicyType, 400);
  }
  const text = JSON.stringify(policy);
  if (type !== 'Expiration') return { text, type };
  const timestamp = (attributes as Readonly<Record<string, unknown>> | undefined)?.Timestamp;
  const expires = typeof timestamp === 'string' ? Date.parse(timestamp) : Number.NaN;
  if (Number.isNaN(expires)) {
    throw new SandboxFault('InvalidPolicyAttributeException', messages.badPolicyAttribute, 400);
  }
  return { text, type, expires };
}

function parseList(text: string): readonly unknown[] {
  try {
    const parsed: unknown = JSON.parse(text);
    if (Array.isArray(parsed)) return parsed;
  } catch {
    // Falls to the fault below.
  }
  throw invalid(messages.badPolicies);
}
