import type { ResourceDescription } from '../../catalog/resource-description.ts';
import { qualifiedNameParts } from '../../data/qualified-name.ts';
import { readsAlike } from '../../sql/reads-alike.ts';
import { cteNamesIn, type TableReference, tableReferencesIn } from '../../sql/table-references.ts';
import type { ViewDefinition } from '../../sql/view-definition.ts';
import { findNamedResource } from './find-named-resource.ts';
import { isProviderName } from './is-provider-name.ts';
import { localRelation } from './local-relation.ts';
import type { NameScope } from './name-scope.ts';

/** What a query's text names where its tables stand. */
export type FoundReference = TableReference &
  (
    | { readonly kind: 'resource'; readonly description: ResourceDescription }
    | { readonly kind: 'view'; readonly view: ViewDefinition }
    | {
        readonly kind: 'other';
        /** Whether it is a query of the text's own WITH: what its columns are is in the text. */
        readonly isNamedQuery: boolean;
      }
  );

export interface References {
  /** In the order of the text. */
  readonly inText: readonly FoundReference[];
  /** Names of resources that only DuckDB tells. */
  readonly further: readonly (readonly string[])[];
}

/**
 * DuckDB tells the tables of a query that it can bind, for a view those behind it. Where in the text they stand, and the
 * views themselves, which may name parameters, the text tells; so it does of a query that DuckDB cannot bind.
 */
export async function findReferences(scope: NameScope, sql: string): Promise<References> {
  const references = tableReferencesIn(sql);
  // Where the text has nothing that could mislead, and whole names alone, DuckDB knows no more than it.
  const isPlain = readsAlike(sql) && references.length > 0 && references.every(({ parts }) => isFullName(scope, parts));
  const bound = isPlain ? [] : (await scope.engine.tableNames(sql)).map(qualifiedNameParts);
  const isBound = bound.length > 0;
  const names = new Set(bound.map(keyOf));
  const ctes = cteNamesIn(sql);
  const inText: FoundReference[] = [];
  for (const reference of references) inText.push(await found(reference));
  const told = new Set(inText.map(({ parts }) => keyOf(parts)));
  const others = bound.filter((parts) => !told.has(keyOf(parts)) && !isFile(parts));
  const areLocal = await Promise.all(others.map((parts) => isLocal(scope, parts)));
  return { inText, further: others.filter((_, index) => areLocal[index] !== true) };

  async function found(reference: TableReference): Promise<FoundReference> {
    const { parts } = reference;
    const isNamedQuery = parts.length === 1 && ctes.has((parts[0] ?? '').toLowerCase());
    const other: FoundReference = { ...reference, kind: 'other', isNamedQuery };
    if (isFile(parts) || isNamedQuery || parts.length > 3) return other;
    if (!isFullName(scope, parts)) {
      const local = await localRelation(scope, parts);
      if (local !== undefined)
        return local.view === undefined ? other : { ...reference, kind: 'view', view: local.view };
    }
    if (isBound && !names.has(keyOf(parts))) return other;
    if (!isBound && !isFullName(scope, parts) && scope.use.length + parts.length < 3) return other;
    const description = await resourceNamed(scope, parts, isBound || isFullName(scope, parts));
    return description === undefined ? other : { ...reference, kind: 'resource', description };
  }
}

/** The resource of that name. Where it must be one, throws what is wrong with the name. */
async function resourceNamed(
  scope: NameScope,
  parts: readonly string[],
  mustBe: boolean,
): Promise<ResourceDescription | undefined> {
  try {
    return await findNamedResource(scope, parts);
  } catch (error) {
    if (mustBe) throw error;
    return undefined;
  }
}

/** Whether a name stands under a provider, where nothing else is. */
function isFullName(scope: NameScope, parts: readonly string[]): boolean {
  return parts.length === 3 && isProviderName(scope, parts[0]);
}

async function isLocal(scope: NameScope, parts: readonly string[]): Promise<boolean> {
  return !isFullName(scope, parts) && (await localRelation(scope, parts)) !== undefined;
}

/** `FROM 'file.parquet'` is DuckDB's. */
function isFile(parts: readonly string[]): boolean {
  return parts.length === 1 && /[./*]/.test(parts[0] ?? '');
}

function keyOf(parts: readonly string[]): string {
  return JSON.stringify(parts.map((part) => part.toLowerCase()));
}
