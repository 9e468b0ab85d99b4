import type { Catalog } from '../catalog/catalog.ts';
import { isProviderNamed, qualified } from '../catalog/find-service.ts';
import type { ResourceDescription } from '../catalog/resource-description.ts';
import { isName, isOperator, isPunctuation, nameOf } from '../sql/token.ts';
import type { Known, KnownTable } from './known.ts';
import { type Item, isGroup, isWordItem, type Level, tokenOf } from './levels.ts';
import {
  comparesWithFrom,
  type NamedQuery,
  namedQueriesIn,
  queryAround,
  type Relation,
  relationsIn,
  until,
} from './relations.ts';

/** A column of what a statement reads. */
export interface KnownColumn {
  readonly name: string;
  /** Its type as the documentation names it; empty of what is computed. */
  readonly type: string;
  /** The resource that it is of, where it is one's. */
  readonly resource?: ResourceDescription;
  readonly description?: string;
}

/** What names mean at the cursor. */
export interface Scope {
  /** From the innermost query outwards. */
  readonly relations: readonly Relation[];
  readonly queries: readonly NamedQuery[];
}

const mostNested = 8;

export function scopeAt(level: Level): Scope {
  const relations: Relation[] = [];
  const queries: NamedQuery[] = [];
  for (let at: Level | undefined = level; at !== undefined; at = at.outer) {
    relations.push(...relationsIn(queryAround(at)));
    queries.push(...namedQueriesIn([...at.head, ...at.tail]).queries);
  }
  return { relations, queries };
}

/** What is known of a relation. */
export interface KnownRelation {
  /** The resource that it is, where it is one: no query, no table of the session's own. */
  readonly resource?: ResourceDescription;
  /** None where nothing is known of it. */
  readonly columns: readonly KnownColumn[];
}

/** The resource that a relation is; undefined of queries and of the session's own tables. */
export async function resourceOf(
  relation: Relation,
  scope: Scope,
  known: Known,
): Promise<ResourceDescription | undefined> {
  const isNamed = relation.source.kind === 'named' && namedQuery(relation.source.parts, scope) === undefined;
  return isNamed ? (await knownOf(relation, scope, known)).resource : undefined;
}

/** The columns of a relation; none where nothing is known of it. */
export async function columnsOf(
  relation: Relation,
  scope: Scope,
  known: Known,
  depth = 0,
): Promise<readonly KnownColumn[]> {
  return (await knownOf(relation, scope, known, depth)).columns;
}

/** A relation looked up once. */
export async function knownOf(relation: Relation, scope: Scope, known: Known, depth = 0): Promise<KnownRelation> {
  const found = await ownOf(relation, scope, known, depth);
  return { ...found, columns: renamed(found.columns, relation.columnNames) };
}

function renamed(columns: readonly KnownColumn[], names: readonly string[]): readonly KnownColumn[] {
  return columns.map((column, index) => ({ ...column, name: names[index] ?? column.name }));
}

async function ownOf({ source }: Relation, scope: Scope, known: Known, depth: number): Promise<KnownRelation> {
  if (depth > mostNested) return { columns: [] };
  if (source.kind === 'query') return { columns: await queryColumns(source.items, scope, known, depth + 1) };
  if (source.kind === 'function') return { columns: functionColumns(source.name) };
  const query = namedQuery(source.parts, scope);
  if (query !== undefined) {
    // A query does not see itself.
    const others = { ...scope, queries: scope.queries.filter((other) => other !== query) };
    return { columns: renamed(await queryColumns(query.items, others, known, depth + 1), query.columnNames) };
  }
  const table = await ownTable(source.parts, known);
  if (table !== undefined) return { columns: table.columns };
  const resource = await resourceNamed(source.parts, known);
  return resource === undefined ? { columns: [] } : { resource, columns: columnsOfResource(resource) };
}

function namedQuery([only = '', second]: readonly string[], { queries }: Scope): NamedQuery | undefined {
  return second === undefined ? queries.find(({ name }) => isSame(name, only)) : undefined;
}

async function ownTable(parts: readonly string[], known: Known): Promise<KnownTable | undefined> {
  const name = parts.at(-1) ?? '';
  return parts.length < 3 ? (await known.tables?.())?.find((table) => isSame(table.name, name)) : undefined;
}

/** What functions answer that take lists and JSON apart. */
function functionColumns(name: string): readonly KnownColumn[] {
  if (/^jsonb?_(each|tree)$/i.test(name))
    return ['key', 'value', 'type', 'atom', 'id', 'parent', 'fullkey', 'path'].map((column) => ({
      name: column,
      type: '',
    }));
  return /^(unnest|generate_series|range)$/i.test(name) ? [{ name: name.toLowerCase(), type: '' }] : [];
}

function columnsOfResource(resource: ResourceDescription): readonly KnownColumn[] {
  return resource.columns.map(({ name, type, description }) => ({ name, type, description, resource }));
}

/** The columns that a query answers with, as far as they have names. */
async function queryColumns(
  items: readonly Item[],
  outer: Scope,
  known: Known,
  depth: number,
): Promise<readonly KnownColumn[]> {
  const [inner] = items;
  if (isGroup(inner)) return queryColumns(inner.items, outer, known, depth);
  const { queries, end } = namedQueriesIn(items);
  const query = until(items.slice(end));
  const scope = { relations: relationsIn(query), queries: [...queries, ...outer.queries] };
  const start = query.findIndex((item) => isWordItem(item, 'select'));
  if (start === -1) return allColumns(scope.relations, scope, known, depth);
  const columns: KnownColumn[] = [];
  for (const item of selectItems(query.slice(start + 1)))
    columns.push(...(await itemColumns(item, scope, known, depth)));
  return columns;
}

/** The columns that a query's SELECT gives a name by AS. */
export function outputColumns(query: readonly Item[]): readonly KnownColumn[] {
  const start = query.findIndex((item) => isWordItem(item, 'select'));
  if (start === -1) return [];
  return selectItems(query.slice(start + 1)).flatMap((item) => {
    const last = tokenOf(item.at(-1));
    return isName(last) && isWordItem(item.at(-2), 'as') ? [{ name: nameOf(last), type: '' }] : [];
  });
}

const endsList = ['from', 'where', 'group', 'order', 'having', 'window', 'qualify', 'limit', 'offset', 'into'];

function selectItems(items: readonly Item[]): readonly (readonly Item[])[] {
  const all: Item[][] = [[]];
  for (const [index, item] of items.entries()) {
    if (isWordItem(item, ...endsList) && !comparesWithFrom(items, index)) break;
    if (isPunctuation(tokenOf(item), ',')) all.push([]);
    else if (!(all.length === 1 && all[0]?.length === 0 && isWordItem(item, 'distinct', 'all'))) all.at(-1)?.push(item);
  }
  return all;
}

async function itemColumns(
  item: readonly Item[],
  scope: Scope,
  known: Known,
  depth: number,
): Promise<readonly KnownColumn[]> {
  const [first, second, third] = item;
  if (isOperator(tokenOf(first), '*')) return allColumns(scope.relations, scope, known, depth);
  const firstName = tokenOf(first);
  if (isName(firstName) && isPunctuation(tokenOf(second), '.') && isOperator(tokenOf(third), '*')) {
    const qualifier = nameOf(firstName);
    return allColumns(
      scope.relations.filter(({ alias }) => isSame(alias, qualifier)),
      scope,
      known,
      depth,
    );
  }
  const last = tokenOf(item.at(-1));
  if (isName(last)) {
    const name = nameOf(last);
    const isColumn = item.length === 1 || isPunctuation(tokenOf(item.at(-2)), '.');
    if (!isColumn) return [{ name, type: '' }];
    const column = await columnNamed(item.length === 1 ? [name] : [nameIn(first), name], scope, known, depth);
    return [{ ...column, name, type: column?.type ?? '' }];
  }
  // A function's column is called as it is.
  return isName(firstName) && isGroup(second) && item.length === 2 ? [{ name: nameOf(firstName), type: '' }] : [];
}

function nameIn(item: Item | undefined): string {
  const token = tokenOf(item);
  return isName(token) ? nameOf(token) : '';
}

async function allColumns(
  relations: readonly Relation[],
  scope: Scope,
  known: Known,
  depth: number,
): Promise<readonly KnownColumn[]> {
  const lists = await Promise.all(relations.map((relation) => columnsOf(relation, scope, known, depth)));
  return lists.flat();
}

/** The column that `name` or `alias.name` means. */
export async function columnNamed(
  parts: readonly string[],
  scope: Scope,
  known: Known,
  depth = 0,
): Promise<KnownColumn | undefined> {
  const name = parts.at(-1) ?? '';
  const qualifier = parts.at(-2);
  for (const relation of scope.relations) {
    if (qualifier !== undefined && !isSame(relation.alias, qualifier)) continue;
    const column = (await columnsOf(relation, scope, known, depth)).find((one) => isSame(one.name, name));
    if (column !== undefined) return column;
  }
  return undefined;
}

/** The resource of that name, the front parts taken from USE; undefined where there is none of that very name. */
export async function resourceNamed(parts: readonly string[], known: Known): Promise<ResourceDescription | undefined> {
  const [provider, service, name] = qualified(parts, known.use, 3);
  if (provider === undefined || service === undefined || name === undefined) return undefined;
  const catalog = catalogNamed(provider, known.catalogs);
  // A name that is not there is looked for by rules, which read the whole service.
  const isThere = (await catalog?.resources(service))?.some((one) => isSame(one.name, name));
  return isThere === true ? catalog?.resource(service, name) : undefined;
}

export function catalogNamed(provider: string, catalogs: readonly Catalog[]): Catalog | undefined {
  return catalogs.find((catalog) => isProviderNamed(catalog, provider));
}

export function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
