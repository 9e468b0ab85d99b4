import type { ResourceDescription } from '../../catalog/resource-description.ts';
import { sqlType } from '../../catalog/sql-type.ts';
import type { KnownColumns } from '../../sql/sqlite/type-columns.ts';
import type { FoundReference, References } from './find-references.ts';

type OfResource = Extract<FoundReference, { kind: 'resource' }>;

/** The types of the columns of a query all of whose tables are resources, or queries of its own WITH; else none. */
export function knownColumns({ inText, further }: References): KnownColumns {
  const resources = inText.filter(
    (one): one is OfResource => one.kind === 'resource' && one.description.definition === undefined,
  );
  const named = inText.filter((one) => one.kind === 'other' && one.isNamedQuery);
  if (further.length > 0 || resources.length + named.length < inText.length)
    return { types: new Map(), byAlias: new Map() };
  const own = resources.map(({ alias, description }) => ({
    alias,
    types: typesOf(description),
  }));
  const names = new Set(own.flatMap(({ types }) => [...types.keys()]));
  const types = new Map(
    [...names].flatMap((name) => {
      const [type, other] = new Set(own.flatMap((one) => one.types.get(name) ?? []));
      return type === undefined || other !== undefined ? [] : [[name, type] as const];
    }),
  );
  // An alias may stand for several tables, in queries of their own.
  const byAlias = new Map<string, ReadonlyMap<string, string>>();
  for (const one of [...own, ...named.map(({ alias }) => ({ alias, types }))]) {
    const alias = one.alias.toLowerCase();
    byAlias.set(alias, byAlias.has(alias) ? new Map() : one.types);
  }
  return { types, byAlias };
}

/** Those of its columns, and of the parameters that statements name beside them. */
function typesOf({ columns, accessPaths }: ResourceDescription): ReadonlyMap<string, string> {
  const parameters = accessPaths.flatMap((path) => path.parameters);
  return new Map([
    ...parameters.map(({ name, type = 'string' as const }) => [name.toLowerCase(), sqlType({ type })] as const),
    ...columns.map((column) => [column.name.toLowerCase(), sqlType(column)] as const),
  ]);
}
