import { isObject } from '../../data/is-object.ts';
import { jsonInText } from '../../data/json-in-text.ts';
import { sameJson } from '../../data/same-json.ts';
import type { Value } from '../../data/value.ts';

/** Members of a policy's statement that are a list or the one element of it, in no order. */
const listed = /^(Action|NotAction|Resource|NotResource|AWS|Service|Federated|CanonicalUser)$/;

/** Whether two values are the same, or are policies that allow and deny the same: a list of one is its element, and lists have no order. */
export function sameMeaning(one: Value, other: Value): boolean {
  if (sameJson(one, other)) return true;
  const [left, right] = [policyOf(one), policyOf(other)];
  return left !== undefined && right !== undefined && sameJson(left, right);
}

function policyOf(value: Value): Value | undefined {
  const policy = jsonInText(value);
  if (!isObject(policy) || policy.Statement === undefined) return undefined;
  const statements = [policy.Statement].flat() as readonly Value[];
  const members = statements.map((statement) => inOneForm(statement, ''));
  return { ...policy, Statement: sorted(members) };
}

function inOneForm(value: Value, name: string): Value {
  if (isObject(value))
    return Object.fromEntries(Object.entries(value).map(([own, member]) => [own, inOneForm(member, own)]));
  if (name === 'Principal' && value === '*') return { AWS: ['*'] };
  if (listed.test(name)) return sorted([value].flat() as readonly Value[]);
  if (Array.isArray(value)) return sorted(value as readonly Value[]);
  // Of conditions: numbers and booleans are compared as the texts that they are written as.
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
}

function sorted(values: readonly Value[]): readonly Value[] {
  return values.toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
}
