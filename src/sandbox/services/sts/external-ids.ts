import { isObject } from '../../../data/is-object.ts';

/**
 * The external ids that a role's trust policy asks for; undefined where it lets somebody in without one. Nothing else of the
 * policy counts: the sandbox enforces none.
 */
export function externalIds(document: string): readonly string[] | undefined {
  const policy: unknown = JSON.parse(document);
  const statements = isObject(policy) ? [policy.Statement].flat() : [];
  const asked = statements
    .filter(isObject)
    .filter(({ Effect }) => Effect === 'Allow')
    .map(idsIn);
  return asked.length === 0 || asked.some((ids) => ids === undefined) ? undefined : asked.flatMap((ids) => ids ?? []);
}

function idsIn({ Condition: conditions }: Readonly<Record<string, unknown>>): readonly string[] | undefined {
  if (!isObject(conditions)) return undefined;
  for (const [operator, keys] of Object.entries(conditions)) {
    if (!/^(ForAnyValue:)?StringEquals$/.test(operator) || !isObject(keys)) continue;
    const asked = Object.entries(keys).find(([key]) => key.toLowerCase() === 'sts:externalid');
    if (asked !== undefined) return [asked[1]].flat().map(String);
  }
  return undefined;
}
