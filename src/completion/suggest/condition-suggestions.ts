import type { ResourceDescription } from '../../catalog/resource-description.ts';
import type { Suggestion } from '../completion.ts';
import { headOfQuery, type Relation, relationsIn } from '../relations.ts';
import { isSame, knownOf } from '../scope.ts';
import type { Want } from '../want.ts';
import type { Lookup } from './lookup.ts';
import { nameText } from './name-text.ts';

interface Joined {
  readonly relation: Relation;
  readonly columns: readonly string[];
  readonly resource?: ResourceDescription;
}

interface Pair {
  readonly own: string;
  readonly other: string;
  readonly detail: string;
}

/** What the last table of a FROM is joined by to those before it, as relationships of resources say; else by columns of one name. */
export async function conditionSuggestions(
  { qualifier }: Extract<Want, { kind: 'conditions' }>,
  { scope, known, level, quote }: Lookup,
): Promise<readonly Suggestion[]> {
  if (quote !== '') return [];
  const joined = await Promise.all(
    relationsIn(headOfQuery(level.head)).map(async (relation): Promise<Joined> => {
      const { columns, resource } = await knownOf(relation, scope, known);
      return { relation, columns: columns.map(({ name }) => name), ...(resource && { resource }) };
    }),
  );
  const last = joined.at(-1);
  if (last === undefined) return [];
  return joined
    .slice(0, -1)
    .reverse()
    .flatMap((other) => pairs(last, other).flatMap((pair) => condition(pair, last, other)));

  function condition({ own, other, detail }: Pair, one: Joined, two: Joined): readonly Suggestion[] {
    const left = `${nameText(one.relation.alias)}.${nameText(own)}`;
    const right = `${nameText(two.relation.alias)}.${nameText(other)}`;
    if (qualifier === undefined) return [{ text: `${left} = ${right}`, kind: 'condition', detail }];
    if (isSame(qualifier, one.relation.alias))
      return [{ text: `${nameText(own)} = ${right}`, kind: 'condition', detail }];
    if (isSame(qualifier, two.relation.alias))
      return [{ text: `${nameText(other)} = ${left}`, kind: 'condition', detail }];
    return [];
  }
}

function pairs(one: Joined, other: Joined): readonly Pair[] {
  const references = [
    ...referencesTo(one, other),
    ...referencesTo(other, one).map(({ own, other: to, detail }) => ({ own: to, other: own, detail })),
  ];
  if (references.length > 0) return references;
  return one.columns
    .filter((name) => other.columns.some((column) => isSame(column, name)) && isIdentifier(name, one, other))
    .map((name) => ({ own: name, other: name, detail: 'same name' }));
}

/** Columns that refer to those of the other: `subnet_id` to `aws.ec2.subnets.subnet_id`. */
function referencesTo({ resource: one }: Joined, { resource: other }: Joined): readonly Pair[] {
  if (one === undefined || other === undefined) return [];
  const names = [other.name, other.twin].map((name) => `${other.provider}.${other.service}.${name}.`);
  return one.relationships.flatMap(({ column, references }) => {
    const name = names.find((candidate) => references.startsWith(candidate));
    if (name === undefined) return [];
    return [{ own: column, other: references.slice(name.length), detail: `${column} references ${references}` }];
  });
}

/** Columns that tell rows apart, or point to some: of tables that no relationship is known of. */
function isIdentifier(name: string, ...joined: readonly Joined[]): boolean {
  return /(^|_)(id|arn)$/.test(name) || joined.some(({ resource }) => resource?.identifier.includes(name) === true);
}
