import { isStructure } from '../../../../aws/protocols/structure-values.ts';
import type { WireStructure, WireValue } from '../../../../aws/service-model.ts';
import { textOf, timeOf } from '../../../kit/members.ts';
import { SandboxFault } from '../../../service.ts';
import { badRequest } from '../faults.ts';
import type { PostForm } from './read-post-form.ts';

/** Fields that no condition has to speak of. */
const free: ReadonlySet<string> = new Set(['policy', 'signature', 'awsaccesskeyid', 'x-amz-signature', 'file']);

/**
 * Refuses a form that its policy does not allow: each condition holds, and each field is spoken of.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
 */
export function checkPostPolicy(form: PostForm, bucket: string, now: number): void {
  const { expiration, conditions } = policyIn(form.fields.get('policy') ?? '');
  const expires = timeOf(expiration);
  if (expires === undefined) throw invalidPolicy("Invalid 'expiration' value.");
  if (!Array.isArray(conditions)) throw invalidPolicy('Policy missing conditions.');
  if (expires <= now) throw denied('Policy expired.');
  const values = new Map([...form.fields, ['bucket', bucket] as const]);
  const named = new Set<string>(free);
  for (const condition of conditions.flatMap(singleConditions)) {
    const name = checkCondition(condition, values, form.file.length);
    if (name !== undefined) named.add(name);
  }
  const extra = [...form.fields.keys()].filter((name) => !named.has(name) && !name.startsWith('x-ignore-'));
  if (extra.length > 0) throw denied(`Extra input fields: ${extra.join(', ')}`);
}

/** `{"acl": "private"}` is `["eq", "$acl", "private"]`. */
function singleConditions(condition: WireValue): readonly WireValue[] {
  if (!isStructure(condition)) return [condition];
  return Object.entries(condition).map(([name, value]) => ['eq', `$${name}`, value ?? null]);
}

/** The field that a condition speaks of. Throws where it does not hold. */
function checkCondition(condition: WireValue, values: ReadonlyMap<string, string>, length: number): string | undefined {
  if (!Array.isArray(condition) || condition.length !== 3) throw invalidPolicy('Invalid Condition.');
  const [operator, first, second] = condition as readonly WireValue[];
  const kind = String(operator).toLowerCase();
  if (kind === 'content-length-range') {
    const [least, most] = [Number(first), Number(second)];
    if (!(least >= 0 && most >= least)) throw invalidPolicy('Invalid content-length-range.');
    checkLength(length, least, most);
    return undefined;
  }
  const given = textOf(first) ?? '';
  const wanted = textOf(second);
  if (!given.startsWith('$') || wanted === undefined || (kind !== 'eq' && kind !== 'starts-with')) {
    throw invalidPolicy('Invalid Condition.');
  }
  const name = given.slice(1).toLowerCase();
  const value = values.get(name) ?? '';
  // A list of types begins so where each of them does.
  const parts = kind === 'starts-with' && name === 'content-type' ? value.split(',') : [value];
  const holds = kind === 'eq' ? value === wanted : parts.every((part) => part.trim().startsWith(wanted));
  if (!holds) throw denied(`Policy Condition failed: ${JSON.stringify(condition)}`);
  return name;
}

function checkLength(length: number, least: number, most: number): void {
  if (length < least) {
    throw badRequest('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size', {
      ProposedSize: String(length),
      MinSizeAllowed: String(least),
    });
  }
  if (length > most) {
    throw badRequest('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size', {
      ProposedSize: String(length),
      MaxSizeAllowed: String(most),
    });
  }
}

function policyIn(text: string): WireStructure {
  try {
    const policy: unknown = JSON.parse(Buffer.from(text, 'base64').toString('utf8'));
    if (isStructure(policy)) return policy;
  } catch {
    // Told below, as all that is no object.
  }
  throw invalidPolicy('Invalid JSON.');
}

function invalidPolicy(message: string): SandboxFault {
  return badRequest('InvalidPolicyDocument', `Invalid Policy: ${message}`);
}

function denied(message: string): SandboxFault {
  return new SandboxFault('AccessDenied', `Invalid according to Policy: ${message}`, 403);
}
