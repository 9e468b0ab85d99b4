import { qualifiedName, quoteIdentifier } from '../../data/quote.ts';
import { localRelations } from '../catalog/local-relations.ts';
import { PostgresError } from '../errors/postgres-error.ts';
import { checkForcedColumns, checkNamed } from '../statements/check-copy-options.ts';
import type { Command } from '../statements/command.ts';
import type { ArrayItem } from '../types/array-text.ts';
import { type ParameterType, parameterType } from '../types/parameter-type.ts';
import { wireTypeOf } from '../types/wire-type-of.ts';
import type { Backend } from './backend.ts';
import { databaseName } from './start-settings.ts';

/** A column that COPY FROM fills. */
export interface CopyColumn {
  readonly name: string;
  readonly type: ParameterType;
  readonly duckdbType: string;
}

/** The table that COPY FROM fills: one of the session's own. */
export interface CopyTarget {
  readonly name: string;
  readonly columns: readonly CopyColumn[];
}

const textType: ParameterType = { kind: 'text', cast: undefined, isArray: false };

/** Throws 42P01 and 42703 for what there is none of, 42809 of views, 0A000 of resources. */
export async function copyTarget(
  { database }: Backend,
  { table, columns: listed, options }: Extract<Command, { kind: 'copy-in' }>,
): Promise<CopyTarget> {
  const [name = '', schema = 'public', catalog = databaseName] = table.toReversed();
  const relations = schema === 'public' && catalog === databaseName ? await localRelations(database) : [];
  const relation = relations.find((own) => own.name.toLowerCase() === name.toLowerCase());
  if (relation === undefined) {
    if (schema !== 'public')
      throw new PostgresError('0A000', `COPY FROM STDIN fills tables of the session alone, not ${table.join('.')}.`, {
        hint: `COPY into a table of your own, then INSERT INTO ${table.join('.')} (...) SELECT ... FROM it.`,
      });
    throw new PostgresError('42P01', `relation "${table.join('.')}" does not exist`);
  }
  if (relation.kind === 'v')
    throw new PostgresError('42809', `cannot copy to view "${relation.name}"`, { hint: 'COPY fills tables.' });
  const all = relation.columns.map((column) => column.name);
  const names = listed.length === 0 ? all : listed;
  checkNamed(names, all, relation.name);
  const columns = { copied: names, table: { name: relation.name, columns: all } };
  checkForcedColumns('FORCE_NOT_NULL', options.forceNotNull, columns);
  checkForcedColumns('FORCE_NULL', options.forceNull, columns);
  const quoted = qualifiedName(schema === 'public' && table.length > 1 ? ['public', relation.name] : [relation.name]);
  const shape = await database.prepare(`SELECT ${names.map(quoteIdentifier).join(', ')} FROM ${quoted}`);
  return {
    name: quoted,
    columns: shape.columns.map(({ name: own, type }) => ({
      name: own,
      type: parameterType(wireTypeOf(type).oid) ?? textType,
      duckdbType: type,
    })),
  };
}

/** The statement that puts rows into the table: its parameter is JSON, a list of the values of each row. */
export function insertStatement({ name, columns }: CopyTarget): string {
  const values = columns.map(({ type, duckdbType }, index) => {
    const value = `skyql_row[${index + 1}]`;
    if (type.isArray) return `CAST(from_json(${value}, '["VARCHAR"]') AS ${duckdbType})`;
    return type.kind === 'jsonb' && duckdbType !== 'JSON' ? `CAST(CAST(${value} AS JSON) AS ${duckdbType})` : value;
  });
  const list = columns.map((column) => quoteIdentifier(column.name)).join(', ');
  return (
    `INSERT INTO ${name} (${list}) SELECT ${values.join(', ')} ` +
    // As rows of a table, and not a constant, which DuckDB would work out while it plans, and print in its plan.
    `FROM (SELECT unnest(from_json(skyql_rows, '[["VARCHAR"]]')) AS skyql_row FROM (VALUES ($1::JSON)) AS given(skyql_rows))`
  );
}

/** A value in the list of a row: of an array its JSON. */
export function cellOf(item: ArrayItem): string | null {
  return item === null || typeof item === 'string' ? item : JSON.stringify(item);
}
