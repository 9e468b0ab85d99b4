import { namespaceOf } from '../../cloudformation/namespace-of.ts';
import { pluralise } from '../../pluralise.ts';
import { snakeCase } from '../../snake-case.ts';

export interface NamedType {
  readonly typeName: string;
  /** The plural name that SQL has for it: `user_pools`. */
  readonly name: string;
  /** The singular twin: `user_pool`; none where the plural is the same word or another resource has the name. */
  readonly twin?: string;
}

/**
 * The names of the types of one service. Where two types would have the same name, the one whose namespace is named
 * shortest keeps it (of the same length, the one first in the alphabet), and the others have their namespace in front:
 * `access_points` of AWS::S3, `s3_express_access_points` of AWS::S3Express. A twin whose name is a resource's, or another twin's that
 * comes before it in the alphabet of types, is left out. Throws when a name is taken even so.
 */
export function resourceNames(typeNames: readonly string[]): readonly NamedType[] {
  const order = [...typeNames].sort(
    (one, other) => namespaceOf(one).length - namespaceOf(other).length || (one < other ? -1 : 1),
  );
  const singulars = new Map<string, string>();
  for (const typeName of order) {
    const own = snakeCase(typeName.slice(typeName.lastIndexOf('::') + 2));
    const taken = [...singulars.values()].some((singular) => pluralise(singular) === pluralise(own));
    singulars.set(typeName, taken ? `${snakeCase(namespaceOf(typeName).replace(/^AWS::/, ''))}_${own}` : own);
  }
  const names = new Set([...singulars.values()].map(pluralise));
  if (names.size < singulars.size) throw new Error(`Two of the types ${order.join(', ')} have one name.`);
  const twins = new Set<string>();
  return [...typeNames].sort().map((typeName) => {
    const singular = singulars.get(typeName) ?? '';
    const free = !names.has(singular) && !twins.has(singular);
    if (free) twins.add(singular);
    return { typeName, name: pluralise(singular), ...(free && { twin: singular }) };
  });
}
