import { isDeepStrictEqual } from 'node:util';
import type { ResourceDescription } from '../../../catalog/resource-description.ts';
import { resourceId } from '../../../catalog/resource-id.ts';
import { joinIdentifier } from '../../../data/identifier.ts';
import { qualifiedName, quoteIdentifier } from '../../../data/quote.ts';
import { recordKeys } from '../../../data/record-keys.ts';
import type { Row, Value } from '../../../data/value.ts';
import { SkyqlError } from '../../../errors/skyql-error.ts';
import { globalRegionOf } from '../../../plan/access/global-places.ts';
import type { CallScope, Provider } from '../../../providers/provider.ts';
import { providerOf } from '../../catalogs.ts';
import type { StatementContext } from '../../statement-context.ts';
import { canLeaveOut } from './can-leave-out.ts';
import { givenRows } from './given-rows.ts';
import { keyColumns } from './key-columns.ts';
import { readForChange } from './read-for-change.ts';

/** One resource that an UPDATE or DELETE is about, with what the statement computed beside it. */
export interface ChangedRow {
  /** The values of the columns that identify it. */
  readonly key: readonly string[];
  readonly scope: CallScope;
  /** What was read of it, by column. */
  readonly row: Row;
  readonly extra: readonly Value[];
}

export interface ChangedRows {
  readonly rows: readonly ChangedRow[];
  /** Whether the statement's conditions can leave any resource out. */
  readonly isLimited: boolean;
  /** The columns of the expressions, as DuckDB named and typed them. */
  readonly extraColumns: readonly { readonly name: string; readonly type: string }[];
}

export interface ChangeTarget {
  readonly description: ResourceDescription;
  readonly parts: readonly string[];
  readonly alias?: string;
  /** Further tables: FROM of an UPDATE, USING of a DELETE. */
  readonly from?: string;
  readonly where?: string;
  /** Whether the expressions are only shown, as RETURNING shows them, and nothing is changed by them. */
  readonly onlyShows?: boolean;
}

/** Finds the resources that an UPDATE or DELETE means, by a query like any other: any WHERE, in as few calls as that takes. */
export async function changedRows(
  run: StatementContext,
  target: ChangeTarget,
  columns: readonly string[],
  expressions: readonly string[],
): Promise<ChangedRows> {
  const { description, alias, parts } = target;
  refuseNameless(description);
  const name = quoteIdentifier(alias ?? parts.at(-1) ?? '');
  const identifying = [...keyColumns(description), 'region', 'connection'];
  // Named apart, or DuckDB would rename the columns of RETURNING that identify the resource too.
  const identity = identifying.map((column, index) => `${name}.${quoteIdentifier(column)} AS "identifying ${index}"`);
  const read = columns.map((column, index) => `${name}.${quoteIdentifier(column)} AS "read ${index}"`);
  const list = [...identity, ...read, ...expressions].join(', ');
  const tables = [
    `${qualifiedName(parts)}${alias === undefined ? '' : ` AS ${name}`}`,
    ...(target.from === undefined ? [] : [target.from]),
  ].join(', ');
  const result = await readForChange(
    run,
    `SELECT ${list} FROM ${tables}${target.where === undefined ? '' : ` WHERE ${target.where}`}`,
    { shows: target.onlyShows === true ? 'everything' : columns },
  );
  const cells = recordKeys(result.columns);
  refuseNameless(description, result.rows);
  const provider = providerOf(run.session, description.provider);
  const found = new Map<string, ChangedRow>();
  const given = target.onlyShows === true ? undefined : givenRows(result);
  for (const [index, row] of result.rows.entries()) {
    const values = given?.[index] ?? cells.map((cell) => row[cell] ?? null);
    const shown = changedRow(values, identifying.length, columns);
    const changed = description.global === true ? { ...shown, scope: globalScope(run, provider, shown.scope) } : shown;
    // A join may name the same resource several times; it is changed once.
    const key = JSON.stringify([changed.scope, changed.key]);
    const before = found.get(key);
    if (before === undefined) found.set(key, changed);
    else if (target.onlyShows !== true) refuseOtherValues(description, before, changed);
  }
  const isLimited = target.where !== undefined && (await canLeaveOut(run, description));
  return {
    rows: [...found.values()],
    isLimited,
    extraColumns: result.columns.slice(identifying.length + columns.length),
  };
}

/** Of a resource that a join finds twice, with two values for it, nobody knows which is meant. */
function refuseOtherValues(description: ResourceDescription, one: ChangedRow, other: ChangedRow): void {
  if (isDeepStrictEqual(one.extra, other.extra)) return;
  throw new SkyqlError(
    'WRONG_ARGUMENTS',
    `The statement finds ${joinIdentifier(one.key)} of ${resourceId(description)} several times, with different values for it.`,
    {
      hint: 'Join one row to each resource: GROUP BY its identifier, or QUALIFY row_number() OVER (...) = 1, in a subquery in FROM.',
    },
  );
}

/** A change is never sent to a name that is not known in full. */
function refuseNameless(description: ResourceDescription, rows?: readonly Row[]): void {
  const identifier = keyColumns(description);
  const isNone = (value: Value | undefined) => (value ?? '') === '' && (value !== '' || identifier.length === 1);
  const unread = identifier.findIndex((_, index) => rows?.some((row) => isNone(Object.values(row)[index])));
  if (identifier.length > 0 && unread < 0) return;
  const name = resourceId(description);
  throw new SkyqlError(
    'UNSUPPORTED_STATEMENT',
    identifier.length === 0
      ? `No column of ${name} says which one is to be changed.`
      : `${name}: what was found has no ${identifier[unread]}, which says what is to be changed.`,
    { hint: `SHOW METHODS IN ${name} lists the calls that EXEC can make, with what each needs.` },
  );
}

function changedRow(values: readonly Value[], identifying: number, columns: readonly string[]): ChangedRow {
  const [region, connection] = values.slice(identifying - 2, identifying);
  return {
    key: values.slice(0, identifying - 2).map(String),
    scope: { region: String(region), connection: String(connection) },
    row: Object.fromEntries(columns.map((column, index) => [column, values[identifying + index] ?? null])),
    extra: values.slice(identifying + columns.length),
  };
}

/** A row that belongs to no region shows the one that the statement named; the change goes where all calls for it go. */
function globalScope({ context }: StatementContext, provider: Provider, { connection, region }: CallScope): CallScope {
  return { connection, region: globalRegionOf(provider, connection, context, region) };
}
