import type { ResourceSchema } from './resource-schema.ts';

type Alternatives = Pick<ResourceSchema, 'required' | 'oneOf' | 'anyOf' | 'allOf'>;

/** The properties that a new resource still needs; where a type takes one of several sets: `ContainerRecipeArn or ImageRecipeArn`. */
export function missingProperties(
  { required = [], oneOf, anyOf, allOf = [] }: Alternatives,
  given: readonly string[],
): string[] {
  const missing = [...required, ...allOf.flatMap((part) => part.required ?? [])].filter(
    (name) => !given.includes(name),
  );
  for (const sets of [oneOf, anyOf]) {
    const needs = namesOf(sets);
    if (needs.length === 0 || needs.some((names) => names.every((name) => given.includes(name)))) continue;
    // Who gave a part of one set meant that one.
    const begun = needs.filter((names) => names.some((name) => given.includes(name)));
    const left = (begun.length > 0 ? begun : needs).map((names) => names.filter((name) => !given.includes(name)));
    const shared = sharedBy(left);
    missing.push(...shared, ...choice(left, shared, ' and ', ' or '));
  }
  return [...new Set(missing)];
}

/** The properties of which a type takes one set only, when those of several sets are given. */
export function excludingProperties({ oneOf }: Alternatives, given: readonly string[]): string[] {
  const whole = namesOf(oneOf).filter((names) => names.every((name) => given.includes(name)));
  return whole.length > 1 ? choice(whole, sharedBy(whole), ' with ', ', ') : [];
}

function namesOf(sets: Alternatives['oneOf']): readonly (readonly string[])[] {
  return (sets ?? []).map(({ required = [] }) => required);
}

function sharedBy(sets: readonly (readonly string[])[]): readonly string[] {
  const [first = [], ...others] = sets;
  return first.filter((name) => others.every((names) => names.includes(name)));
}

function choice(sets: readonly (readonly string[])[], shared: readonly string[], and: string, or: string): string[] {
  const own = sets.map((names) => names.filter((name) => !shared.includes(name))).filter((names) => names.length > 0);
  return own.length === 0 ? [] : [own.map((names) => names.join(and)).join(or)];
}
