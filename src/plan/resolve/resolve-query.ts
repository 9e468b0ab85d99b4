import { placeColumnNames } from '../../catalog/place-column-names.ts';
import type { ResourceDescription } from '../../catalog/resource-description.ts';
import { resourceId } from '../../catalog/resource-id.ts';
import { sqlType } from '../../catalog/sql-type.ts';
import { connectionTags, namedPlaceColumns, withConnectionTags } from '../../catalog/with-connection-tags.ts';
import { qualifiedName, quoteIdentifier } from '../../data/quote.ts';
import { databaseOf } from '../../engine/shadow-database.ts';
import type { ShadowTable, TableName } from '../../engine/shadow-tables.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import { rewriteNames } from '../../naming/rewrite-names.ts';
import { compareJsonColumns } from '../../sql/compare-json-columns.ts';
import { hideColumns } from '../../sql/hide-columns.ts';
import { identifiersIn } from '../../sql/identifiers-in.ts';
import { quotedTexts } from '../../sql/sqlite/quoted-texts.ts';
import { typeColumns } from '../../sql/sqlite/type-columns.ts';
import { sameName } from '../access/same-name.ts';
import { findNamedResource } from './find-named-resource.ts';
import { type FoundReference, findReferences, type References } from './find-references.ts';
import { knownColumns } from './known-columns.ts';
import { leftOutColumns, type PlaceOfUse } from './left-out-columns.ts';
import type { NameScope } from './name-scope.ts';
import { rewriteParameters } from './rewrite-parameters.ts';

/** One use of a resource in a query, with its shadow table and the parameters that the query names. */
export interface ResolvedResource {
  readonly description: ResourceDescription;
  readonly parameters: readonly string[];
  /** Those of them that the query writes once: it gives them a value, or takes theirs, and not both. */
  readonly writtenOnce: readonly string[];
  readonly table: ShadowTable;
  /** Columns that the table does not have, so that no star shows them. */
  readonly leftOut: readonly string[];
}

export interface ResolvedQuery {
  /** The query, each use of a resource over a table of its own, its stars without the parameters' columns. */
  readonly sql: string;
  /** By the key of the shadow table. */
  readonly resources: ReadonlyMap<string, ResolvedResource>;
  /** What is to be said of the local tables behind it. */
  readonly advice: readonly SkyqlError[];
}

/** The name of a table as one text. */
export function tableKey({ catalog, schema, table }: TableName): string {
  return `${catalog}.${schema}.${table}`;
}

export interface ResolveOptions {
  /** Names that only the query's plan tells. */
  readonly further?: readonly (readonly string[])[];
  /** Whether tables have all of their resource's columns, whatever the stars show then. */
  readonly whole?: boolean | undefined;
  /** Whether a parameter is the column that is called alike. */
  readonly namesColumns?: boolean | undefined;
  /** Is told of each resource as soon as it is found. */
  readonly onFound?: (description: ResourceDescription) => void;
}

/**
 * Finds the resources behind a query, through views as well, and makes their shadow tables ready, empty: a table for each
 * time that the text names a resource.
 */
export async function resolveQuery(
  scope: NameScope,
  sql: string,
  { further = [], whole = false, namesColumns = false, onFound }: ResolveOptions = {},
): Promise<ResolvedQuery> {
  const uses = new Uses(scope, namesColumns);
  const written = await uses.ofText(sql);
  for (const parts of further) await uses.add(parts);
  if (uses.all.length > 0 && scope.transaction === 'open') throw afterLocalChange();
  const descriptions = uses.all.map(({ description }) => description);
  if (onFound !== undefined) for (const description of descriptions) onFound(description);
  const text = rewriteParameters(written, descriptions, { namesColumns });
  const texts = uses.texts.map((own) => rewriteParameters(own, descriptions, { namesColumns }));
  const identifiers = texts.flatMap((own) => identifiersIn(own));
  const resources = new Map<string, ResolvedResource>();
  const hidden = new Set<string>();
  const aliases: (readonly [ShadowTable, string])[] = [];
  const leftOutOf = leftOutColumns(uses.all, texts);
  const readsTags = uses.all.length > 0 && identifiers.some((name) => sameName(name, connectionTags));
  if (readsTags) hidden.add(connectionTags);
  for (const use of uses.all) {
    const { description, number } = use;
    const parameters = parametersNamed(description, identifiers);
    for (const parameter of parameters) hidden.add(parameter);
    const leftOut = whole ? [] : leftOutOf(use);
    const missing = readsTags ? leftOut : [...leftOut, connectionTags];
    const table = await scope.tables.prepare(description, { parameters, use: number, leftOut: missing });
    for (const service of use.written) aliases.push([table, service]);
    const writtenOnce = parameters.filter((name) => identifiers.filter((own) => sameName(own, name)).length === 1);
    resources.set(tableKey(table.name), { description, parameters, writtenOnce, table, leftOut });
  }
  for (const [table, service] of aliases) await scope.tables.alias(table, service);
  await uses.makeViews();
  await searchIn(scope, [...uses.short]);
  const advice = [...uses.unread].map(([table, what]) => unreadRows(table, what));
  return { sql: hidden.size === 0 ? text : hideColumns(text, [...hidden]), resources, advice };
}

interface Use {
  readonly description: ResourceDescription;
  /** From 1: the first is named as it is written. */
  readonly number: number;
  /** Other names of its service that the query writes. */
  readonly written: ReadonlySet<string>;
  /** Undefined where it stands nowhere in the text. */
  readonly place: PlaceOfUse | undefined;
}

/** Numbers the uses of resources while the text of a query is gone through, and names their tables in it. */
class Uses {
  readonly #scope: NameScope;
  readonly #namesColumns: boolean;
  readonly #uses = new Map<string, Use & { readonly written: Set<string> }>();
  readonly #counts = new Map<string, number>();
  readonly #opened = new Set<string>();
  readonly #views: (() => Promise<unknown>)[] = [];
  /** Local tables that were filled while not all could be read, and what could not. */
  readonly unread = new Map<string, string>();
  /** The query's text and those of the views behind it. */
  readonly texts: string[] = [];
  /** The schemas in which short names are looked for. */
  readonly short = new Set<string>();

  constructor(scope: NameScope, namesColumns: boolean) {
    this.#scope = scope;
    this.#namesColumns = namesColumns;
  }

  get all(): readonly Use[] {
    return [...this.#uses.values()];
  }

  /** The text with a table of its own for each use. */
  async ofText(written: string, hasNamedColumns = false): Promise<string> {
    const { sql, references } = await this.#named(written);
    this.texts.push(sql);
    const { inText, further, unread } = references;
    for (const [table, what] of unread) this.unread.set(table, what);
    let text = '';
    let end = 0;
    const tables = inText.filter((one) => one.kind !== 'view' && !isNamedQuery(one));
    for (const reference of inText) {
      const others = tables.flatMap((other) => (other === reference ? [] : [other.alias]));
      const name = await this.#nameFor(reference, { text: sql, alias: reference.alias, others, hasNamedColumns });
      if (name === undefined) continue;
      text += sql.slice(end, reference.offset) + name;
      end = reference.end;
    }
    for (const parts of further) await this.add(parts);
    const whole = text + sql.slice(end);
    const typed = this.#scope.dialect === 'stackql' ? typeColumns(whole, knownColumns(references)) : whole;
    const compared = compareJsonColumns(typed, this.#jsonColumns());
    if (compared !== whole) await this.#scope.macros.provide(compared, this.#scope.dialect);
    return compared;
  }

  /** A text with the columns of its resources by the catalog's names. */
  async #named(sql: string): Promise<{ readonly sql: string; readonly references: References }> {
    const references = await findReferences(this.#scope, sql);
    const { inText, further } = references;
    const named = rewriteNames(sql, {
      uses: inText.flatMap((one) => (one.kind === 'resource' ? [one] : [])),
      hasOthers: further.length > 0 || inText.some((one) => one.kind !== 'resource' && !isNamedQuery(one)),
      tables: inText.map(({ offset, end }) => [offset, end]),
      namesColumns: this.#namesColumns,
    });
    const read = this.#withTexts(named, references);
    return read === sql ? { sql, references } : { sql: read, references: await findReferences(this.#scope, read) };
  }

  /** In StackQL's dialect a name in double quotes that no resource has a column of is a text. */
  #withTexts(sql: string, { inText, further }: References): string {
    if (this.#scope.dialect !== 'stackql' || further.length > 0 || inText.length === 0) return sql;
    if (!inText.every((one) => one.kind === 'resource' || isNamedQuery(one))) return sql;
    const descriptions = inText.flatMap((one) => (one.kind === 'resource' ? [one.description] : []));
    const names = descriptions.flatMap(({ columns, accessPaths }) => [
      ...columns.map(({ name }) => name),
      ...accessPaths.flatMap(({ parameters }) => parameters.map(({ name }) => name)),
    ]);
    return quotedTexts(sql, new Set([...names, ...namedPlaceColumns].map((name) => name.toLowerCase())));
  }

  #jsonColumns(): ReadonlySet<string> {
    const columns = this.all.flatMap(({ description }) => description.columns);
    return new Set(columns.filter((column) => sqlType(column) === 'JSON').map(({ name }) => name));
  }

  /** A use that stands nowhere in the text: the first one's table serves it. */
  async add(parts: readonly string[]): Promise<void> {
    const description = await findNamedResource(this.#scope, parts);
    if (description.definition !== undefined) throw notInText(description);
    this.#use(parts, description, 1);
  }

  async makeViews(): Promise<void> {
    for (const make of this.#views) await make();
  }

  /** What a reference becomes; undefined where it stays as it is. */
  async #nameFor(reference: FoundReference, place: PlaceOfUse): Promise<string | undefined> {
    if (reference.kind === 'other') return undefined;
    if (reference.kind === 'view') return this.#viewName(reference);
    const { parts, description, isAliased } = reference;
    const name = isAliased ? '' : ` AS ${quoteIdentifier(reference.alias)}`;
    if (description.definition !== undefined) return `${await this.#made(description.definition)}${name}`;
    const key = resourceId(description);
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    if (hasOtherName(description, parts)) {
      this.#use([description.name], description, count, place);
      return `${qualifiedName([databaseOf(description.provider, count), description.service, description.name])}${name}`;
    }
    const written = this.#use(parts, description, count, place);
    return count === 1
      ? undefined
      : qualifiedName([databaseOf(description.provider, count), written, description.name]);
  }

  /** What is made of other resources stands in the text as the query that makes it. */
  async #made(definition: string): Promise<string> {
    await this.#scope.macros.provide(definition, this.#scope.dialect);
    return `(${await this.ofText(definition)})`;
  }

  /** A view is opened where it stands. Seen again, or over resources that were used before, it is made once more over tables of its own. */
  async #viewName({ parts, view }: FoundReference & { readonly kind: 'view' }): Promise<string | undefined> {
    const isFirst = !this.#opened.has(view.query);
    this.#opened.add(view.query);
    const used = this.#uses.size;
    const before = new Map(this.#counts);
    const query = await this.ofText(view.query, view.columns !== '');
    const isOverResources =
      [...this.#counts].some(([key, count]) => count !== before.get(key)) || this.#uses.size > used;
    if (!isOverResources || (isFirst && query === view.query)) return undefined;
    const [provider = ''] = this.#scope.providers.keys();
    const number = 2 + this.#views.length;
    const name = parts.at(-1) ?? '';
    this.#views.push(() => this.#scope.tables.view(number, provider, name, view.columns, query));
    return qualifiedName([databaseOf(provider, number), 'main', name]);
  }

  /** Takes note of a use, and says under which name of its service it is written. */
  #use(parts: readonly string[], description: ResourceDescription, number: number, place?: PlaceOfUse): string {
    const key = `${number} ${resourceId(description)}`;
    const written = parts.at(-2)?.toLowerCase() ?? description.service;
    const use = this.#uses.get(key) ?? {
      description: withConnectionTags(description),
      number,
      written: new Set<string>(),
      place,
    };
    this.#uses.set(key, use);
    const database = databaseOf(description.provider, number);
    if (written !== description.service) use.written.add(written);
    if (parts.length < 3) this.short.add(qualifiedName([database, written]));
    return written;
  }
}

function unreadRows(table: string, what: string): SkyqlError {
  return new SkyqlError(
    'UNREAD_ROWS',
    `Rows may be missing in ${table}: when it was filled, not all could be read. ${what}`,
    {
      hint: `Fill ${table} again, or say that it is whole: COMMENT ON TABLE ${table} IS NULL.`,
    },
  );
}

function isNamedQuery(one: FoundReference): boolean {
  return one.kind === 'other' && one.isNamedQuery;
}

function notInText(description: ResourceDescription): SkyqlError {
  const name = resourceId(description);
  return new SkyqlError(
    'UNSUPPORTED_STATEMENT',
    `${name} is made of other resources and can be read by its name alone.`,
    {
      hint: `Write ${name} in FROM.`,
    },
  );
}

/** Whether a resource is named otherwise than its table is: by another name of its own or of its provider. */
function hasOtherName({ provider, name }: ResourceDescription, parts: readonly string[]): boolean {
  const [first = provider] = parts.slice(-3, -2);
  return !sameName(first, provider) || !sameName(parts.at(-1) ?? '', name);
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
  const columns = new Set([...description.columns.map(({ name }) => name.toLowerCase()), ...placeColumnNames]);
  const parameters = description.accessPaths.flatMap((path) => path.parameters.map(({ name }) => name));
  return [...new Set(parameters)].filter((name) => named.has(name.toLowerCase()) && !columns.has(name.toLowerCase()));
}

/** Lets DuckDB find shadow tables by the short names that USE allows. New tables still go to the session's own database. */
async function searchIn(scope: NameScope, schemas: readonly string[]): Promise<void> {
  await scope.engine.setSearchPath([scope.localSchema, ...schemas].join(','));
}
