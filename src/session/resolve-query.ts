import { findResource } from '../catalog/find-resource.ts';
import type { ResourceDescription } from '../catalog/resource-description.ts';
import { resourceId } from '../catalog/resource-id.ts';
import { qualifiedName, quoteLiteral } from '../data/quote.ts';
import type { ShadowTable } from '../engine/shadow-tables.ts';
import { viewQuery } from '../engine/view-query.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import { placeColumns } from '../plan/access/choose-path.ts';
import { hideColumns } from '../sql/hide-columns.ts';
import { identifiersIn } from '../sql/identifiers-in.ts';
import { tableNamesIn } from '../sql/table-names-in.ts';
import { catalogsOf } from './catalogs.ts';
import type { Session } from './session.ts';

/** A resource that a query reads, with its shadow table and the parameters that the query names. */
export interface ResolvedResource {
  readonly description: ResourceDescription;
  readonly parameters: readonly string[];
  readonly table: ShadowTable;
}

export interface ResolvedQuery {
  /** The query, its stars without the parameters' columns. */
  readonly sql: string;
  /** By `catalog.schema.table` of the shadow table. */
  readonly resources: ReadonlyMap<string, ResolvedResource>;
}

/**
 * Finds the resources behind a query, through views as well, and makes their shadow tables ready, empty. `further` are
 * those that only its plan tells.
 */
export async function resolveQuery(
  session: Session,
  sql: string,
  further: readonly (readonly string[])[] = [],
): Promise<ResolvedQuery> {
  const texts = [sql];
  const names = [...(await tableNames(session, sql, texts)), ...further];
  const descriptions = new Map<string, ResourceDescription>();
  const aliases = new Map<string, Set<string>>();
  const short = new Set<string>();
  for (const parts of names) {
    const description = await findResource(catalogsOf(session), parts, session.use);
    descriptions.set(resourceId(description), description);
    const written = parts.at(-2)?.toLowerCase() ?? description.service;
    if (written !== description.service) {
      const key = resourceId(description);
      aliases.set(key, (aliases.get(key) ?? new Set()).add(written));
      if (parts.length === 2) short.add(qualifiedName([description.provider, written]));
    }
    if (parts.length < 3) short.add(`${description.provider}.${description.service}`);
  }
  if (descriptions.size > 0 && session.transaction === 'open') throw afterLocalChange();
  const identifiers = texts.flatMap((text) => identifiersIn(text));
  const resources = new Map<string, ResolvedResource>();
  const hidden = new Set<string>();
  for (const [key, description] of descriptions) {
    const parameters = parametersNamed(description, identifiers);
    for (const parameter of parameters) hidden.add(parameter);
    const table = await session.tables.prepare(description, parameters);
    for (const alias of aliases.get(key) ?? []) await session.tables.alias(table, alias);
    resources.set(key, { description, parameters, table });
  }
  await searchIn(session, [...short]);
  return { sql: hidden.size === 0 ? sql : hideColumns(sql, [...hidden]), resources };
}

/** DuckDB writes to one database in a transaction: once that is the session's own, rows of resources cannot be loaded. */
function afterLocalChange(): SkyqlError {
  return new SkyqlError('IN_TRANSACTION', 'Resources cannot be read once the transaction has changed a local table.', {
    hint: 'COMMIT first, or read the resources into a table before BEGIN.',
  });
}

/** The parameters of a resource's reads that a statement names and that are none of its columns. */
function parametersNamed(description: ResourceDescription, identifiers: readonly string[]): readonly string[] {
  const named = new Set(identifiers.map((name) => name.toLowerCase()));
  const columns = new Set([...description.columns.map(({ name }) => name.toLowerCase()), ...placeColumns]);
  const parameters = description.accessPaths.flatMap((path) => path.parameters.map(({ name }) => name));
  return [...new Set(parameters)].filter((name) => named.has(name.toLowerCase()) && !columns.has(name.toLowerCase()));
}

/** The names in a query that are resources, views opened; `texts` gathers the views' own queries. */
async function tableNames(
  session: Session,
  sql: string,
  texts: string[],
  opened: Set<string> = new Set(),
): Promise<readonly (readonly string[])[]> {
  const found: (readonly string[])[] = [];
  for (const parts of await namedTables(session, sql)) {
    if (isFile(parts)) continue;
    const isFull = parts.length === 3 && session.providers.has((parts[0] ?? '').toLowerCase());
    const local = isFull ? undefined : await localRelation(session, parts);
    if (local === undefined) found.push(parts);
    else if (local.view !== undefined && !opened.has(local.view)) {
      opened.add(local.view);
      texts.push(local.view);
      found.push(...(await tableNames(session, local.view, texts, opened)));
    }
  }
  return found;
}

/**
 * DuckDB tells the tables of a query that it can bind, for a view those behind it. The view itself, which may name
 * parameters, is found by the query's text; so are the resources of a query that DuckDB cannot bind.
 */
async function namedTables(session: Session, sql: string): Promise<readonly (readonly string[])[]> {
  const bound = session.engine.tableNames(sql).map(nameParts);
  const isWanted = async (parts: readonly string[]) => {
    const isFull = parts.length === 3 && session.providers.has((parts[0] ?? '').toLowerCase());
    if (isFull) return bound.length === 0;
    if ((await localRelation(session, parts)) !== undefined) return true;
    return bound.length === 0 && (await isResource(session, parts));
  };
  const named = tableNamesIn(sql);
  const wanted = await Promise.all(named.map(isWanted));
  return [...bound, ...named.filter((_, index) => wanted[index])];
}

async function isResource(session: Session, parts: readonly string[]): Promise<boolean> {
  if (session.use.length + parts.length < 3) return false;
  return findResource(catalogsOf(session), parts, session.use).then(
    () => true,
    () => false,
  );
}

/** `FROM 'file.parquet'` is DuckDB's. */
function isFile(parts: readonly string[]): boolean {
  return parts.length === 1 && /[./*]/.test(parts[0] ?? '');
}

/** `"a.b".c.D AS x` -> a.b, c, D. */
function nameParts(name: string): readonly string[] {
  const parts: string[] = [];
  const part = /\s*(?:"((?:[^"]|"")*)"|([^."\s]+))\s*(\.)?/y;
  for (;;) {
    const match = part.exec(name);
    if (match === null) return parts;
    parts.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === undefined) return parts;
  }
}

/** A table or view of the session's own database (or of DuckDB's), with the view's query. */
export async function localRelation(
  session: Session,
  parts: readonly string[],
): Promise<{ readonly view?: string } | undefined> {
  const table = parts.at(-1) ?? '';
  const schema = parts.at(-2);
  const catalog = parts.at(-3);
  const providers = [...session.providers.keys()].map(quoteLiteral).join(', ');
  const matches = (column: string, value: string | undefined) =>
    value === undefined ? 'true' : `lower(${column}) = lower(${quoteLiteral(value)})`;
  const inDatabase = (kind: string) =>
    `database_name NOT IN (${providers}) AND ${matches(kind, table)} AND ${catalog === undefined ? `(${matches('schema_name', schema)} OR ${matches('database_name', schema)})` : `${matches('schema_name', schema)} AND ${matches('database_name', catalog)}`}`;
  const { rows } = await session.engine.query(
    `SELECT NULL AS view FROM duckdb_tables() WHERE ${inDatabase('table_name')} UNION ALL SELECT sql FROM duckdb_views() WHERE ${inDatabase('view_name')} LIMIT 1`,
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  const text = typeof row.view === 'string' ? row.view : undefined;
  return { view: text === undefined ? undefined : viewQuery(text) };
}

/** Lets DuckDB find shadow tables by the short names that USE allows. New tables still go to the session's own database. */
async function searchIn(session: Session, schemas: readonly string[]): Promise<void> {
  if (schemas.length === 0 && !session.searchesShort) return;
  session.searchesShort = schemas.length > 0;
  await session.engine.run(`SET search_path = ${quoteLiteral([session.localSchema, ...schemas].join(','))}`);
}
