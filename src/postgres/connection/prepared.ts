import type { SelectStmt } from 'libpg-query';
import { SkyqlError } from '../../errors/skyql-error.ts';
import type { ResultColumn } from '../../session/database.ts';
import { PostgresError } from '../errors/postgres-error.ts';
import { reportOf } from '../errors/report-of.ts';
import type { TypedColumn } from '../statements/columns.ts';
import type { Source } from '../statements/command.ts';
import { listedParameters } from '../statements/listed-parameters.ts';
import { outputNames } from '../statements/output-names.ts';
import { typedColumns } from '../statements/result-rows.ts';
import { castFor, parameterNumbers, typedText, typeOfParameter } from '../statements/typed-parameters.ts';
import type { ArrayItem } from '../types/array-text.ts';
import type { ParameterType } from '../types/parameter-type.ts';
import { readParameter } from '../types/read-parameter.ts';
import * as scalars from '../types/scalar-types.ts';
import { wireTypeOf } from '../types/wire-type-of.ts';
import type { Format } from '../wire/client-message.ts';
import type { Backend } from './backend.ts';
import { boundText } from './bound-text.ts';
import { ownColumns } from './own-columns.ts';
import type { BoundText } from './portal.ts';
import { executedNamed } from './prepared-statements.ts';

/** A parameter: the OID that clients are told, and its type. */
interface Parameter {
  readonly oid: number;
  readonly type: ParameterType;
  readonly isUsed: boolean;
}

/** A statement that Parse has read, with the types of its parameters. */
export interface Prepared {
  /** Undefined of an empty statement. */
  readonly source: Source | undefined;
  /** What the client sent. */
  readonly clientText: string;
  readonly parameters: readonly Parameter[];
  /** PREPARE made it, not the protocol. */
  readonly isFromSql?: boolean;
  /** As PostgreSQL reads it, of a statement over the catalog. */
  readonly catalog?: SelectStmt;
  /** The columns that it gives, null of a statement without rows; found when somebody asks. */
  columns?: readonly TypedColumn[] | null;
}

const unknown = 705;

/** Reads a statement and finds the types of its parameters; those that the client leaves open are what DuckDB makes of them. */
export async function prepare(
  backend: Backend,
  clientText: string,
  source: Source | undefined,
  given: readonly number[],
): Promise<Prepared> {
  if (source === undefined || source.command.kind !== 'session') return { source, clientText, parameters: [] };
  const used = parameterNumbers(source.sql);
  const count = Math.max(given.length, ...used);
  const oids = Array.from({ length: count }, (_, index) => givenOid(given[index]));
  for (const oid of oids) if (oid !== undefined) typeOfParameter(oid);
  let columns: readonly TypedColumn[] | null | undefined;
  const catalog = await backend.catalog.statementOf(source.sql);
  const isOpen = [...used].some((number) => oids[number - 1] === undefined);
  if (catalog !== undefined) {
    const shape = await backend.catalog.describe(catalog, (number) => plainCast(oids[number - 1]));
    columns = shape.columns;
    for (const [number, oid] of shape.parameters) oids[number - 1] ??= oid;
  } else if (isOpen) {
    const listed = listedParameters(source.sql, (number) => used.has(number) && oids[number - 1] === undefined);
    const asked = { source: { ...source, sql: listed.sql }, clientText };
    const shape = await shapeOf(backend, asked, (number) => plainCast(oids[number - 1]));
    columns = givesRows(source) ? columnsFor(source, shape.columns).map(withoutModifier) : null;
    for (const { name, type } of shape.parameters) {
      oids[Number(name) - 1] ??= listed.numbers.has(Number(name)) ? wireTypeOf(type).arrayOid : openOid(type);
    }
  }
  const parameters = oids.map((known, index): Parameter => {
    const oid = known ?? scalars.text.oid;
    return { oid, type: typeOfParameter(oid), isUsed: used.has(index + 1) };
  });
  return {
    source,
    clientText,
    parameters,
    ...(catalog !== undefined && { catalog }),
    ...(columns !== undefined && { columns }),
  };
}

function givenOid(oid: number | undefined): number | undefined {
  return oid === undefined || oid === 0 || oid === unknown ? undefined : oid;
}

function openOid(type: string): number {
  const { oid } = wireTypeOf(type);
  return oid === scalars.timetz.oid || oid === scalars.timetz.arrayOid ? scalars.text.oid : oid;
}

/** Before there is a value a number may have any digits. */
function plainCast(oid: number | undefined): string | undefined {
  if (oid === undefined) return undefined;
  const type = typeOfParameter(oid);
  return type.kind === 'numeric' ? `DECIMAL(38,9)${type.isArray ? '[]' : ''}` : type.cast;
}

/** With parameters nobody knows how many digits a number will have. */
function withoutModifier({ name, type }: TypedColumn): TypedColumn {
  return { name, type: { ...type, modifier: -1 } };
}

/** What a statement gives, found without running it; null of a statement without rows. */
export async function columnsOf(backend: Backend, prepared: Prepared): Promise<readonly TypedColumn[] | null> {
  prepared.columns ??= await findColumns(backend, prepared);
  return prepared.columns;
}

async function findColumns(
  backend: Backend,
  { source, clientText, parameters }: Prepared,
): Promise<readonly TypedColumn[] | null> {
  if (source === undefined) return null;
  if (source.command.kind === 'execute') return columnsOf(backend, executedNamed(backend, source.command));
  if (source.command.kind !== 'session') return ownColumns(backend, source.command);
  if (!givesRows(source)) return null;
  const shape = await shapeOf(backend, { source, clientText }, (number) => plainCast(parameters[number - 1]?.oid));
  const columns = columnsFor(source, shape.columns);
  return parameters.length === 0 ? columns : columns.map(withoutModifier);
}

/** Binds a statement, and says of an error where in the client's text it is. */
async function shapeOf(
  { database }: Backend,
  { source, clientText }: { readonly source: Source; readonly clientText: string },
  castOf: (number: number) => string | undefined,
) {
  const { sql, offsetInSource } = typedText(source.sql, castOf);
  try {
    return await database.prepare(sql);
  } catch (error) {
    if (!(error instanceof SkyqlError)) throw error;
    const place = {
      sql,
      source: clientText,
      offsetInSource: (offset: number) => source.offset + offsetInSource(offset),
    };
    const { sqlstate, message, ...fields } = reportOf(error, place);
    throw new PostgresError(sqlstate, message, fields);
  }
}

/** The columns of an answer under the names that clients know them by. */
export function columnsFor({ command, sql }: Source, columns: readonly ResultColumn[]): readonly TypedColumn[] {
  const isQuery = command.kind === 'session' && command.statement.kind === 'query';
  return typedColumns(isQuery ? outputNames(sql, columns) : columns);
}

/** Whether a statement answers with rows: a change does with RETURNING alone. */
export function givesRows({ command }: Source): boolean {
  if (command.kind !== 'session') return false;
  const { statement } = command;
  switch (statement.kind) {
    case 'query':
    case 'exec':
    case 'show':
    case 'describe':
    case 'explain':
      return true;
    case 'insert':
    case 'update':
    case 'delete':
      return statement.returning !== undefined;
    case 'local':
      return statement.givesRows === true;
    case 'registry':
      return true;
    default:
      return false;
  }
}

/** The statement's text with the values of Bind. Throws 08P01 where there are others than it has parameters. */
export function bindValues(
  { source, parameters, catalog }: Prepared,
  formats: readonly Format[],
  values: readonly (Buffer | null)[],
): BoundText {
  if (values.length !== parameters.length)
    throw new PostgresError(
      '08P01',
      `bind message supplies ${values.length} parameters, but prepared statement requires ${parameters.length}`,
    );
  if (formats.length > 1 && formats.length !== values.length)
    throw new PostgresError(
      '08P01',
      `bind message has ${formats.length} parameter formats but ${values.length} parameters`,
    );
  const [only = 0] = formats;
  const items = parameters.map(({ type }, index): ArrayItem => {
    const bytes = values[index] ?? null;
    return bytes === null ? null : readParameter(type, formats.length > 1 ? (formats[index] ?? 0) : only, bytes);
  });
  if (source !== undefined && source.command.kind !== 'session') return boundText(source);
  const castOf = (number: number) => {
    const parameter = parameters[number - 1];
    return parameter && castFor(parameter.type, items[number - 1] ?? null);
  };
  const text = source?.sql ?? '';
  const { sql, offsetInSource } = catalog === undefined ? typedText(text, castOf) : { sql: text, offsetInSource: same };
  const used = items.flatMap((item, index) =>
    parameters[index]?.isUsed === true ? [[String(index + 1), item] as const] : [],
  );
  const start = source?.offset ?? 0;
  return { sql, offsetInSource: (offset) => start + offsetInSource(offset), values: Object.fromEntries(used), castOf };
}

function same(offset: number): number {
  return offset;
}
