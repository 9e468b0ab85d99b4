import type { DuckDBConnection, DuckDBPreparedStatement } from '@duckdb/node-api';
import { SkyqlError } from '../errors/skyql-error.ts';
import { asWritten } from './as-written.ts';
import { duckdb } from './duckdb.ts';
import type { EngineColumn } from './engine-column.ts';
import { typeText } from './type-text.ts';

/** What a statement takes and gives. */
export interface StatementShape {
  readonly columns: readonly EngineColumn[];
  /** Each once, in the order of their first use. */
  readonly parameters: readonly EngineColumn[];
}

/**
 * Binds a statement and does not run it. `textOf` writes it with the parameters as `$_name`, and a text in the place of those that it
 * is given: VARCHAR is the type of a parameter that the statement leaves open, as PostgreSQL takes it too.
 */
export async function describeStatement(
  connection: DuckDBConnection,
  textOf: (open: ReadonlySet<string>) => string,
): Promise<StatementShape> {
  const open = new Set<string>();
  const types = new Map<string, string>();
  for (;;) {
    const shape = await bound(connection, textOf(open));
    for (const { name, type } of shape.parameters)
      if (open.size === 0 || type !== undefined) types.set(name, type ?? 'VARCHAR');
    if (shape.open === undefined) {
      return { columns: shape.columns, parameters: [...types].map(([name, type]) => ({ name, type })) };
    }
    // Behind the first open one DuckDB knows no types: those that follow may have some.
    open.add(shape.open);
  }
}

/** DuckDB makes two statements of a PIVOT whose columns are the values that it finds, and prepares one alone. */
async function prepared(connection: DuckDBConnection, sql: string): Promise<DuckDBPreparedStatement> {
  try {
    return await connection.prepare(sql);
  } catch (error) {
    if (!(error instanceof Error) || !/cannot prepare multiple statements/i.test(error.message)) throw error;
    throw new SkyqlError('UNSUPPORTED_STATEMENT', 'Which columns this PIVOT has is known only once it has run.', {
      hint: "Say for which values there are columns, PIVOT ... ON column IN ('a', 'b'), or run it without preparing it.",
      cause: error,
    });
  }
}

/** `open` is the first parameter without a type. */
interface BoundShape {
  readonly columns: readonly EngineColumn[];
  readonly parameters: readonly { readonly name: string; readonly type: string | undefined }[];
  readonly open: string | undefined;
}

async function bound(connection: DuckDBConnection, sql: string): Promise<BoundShape> {
  const statement = await prepared(connection, sql);
  try {
    const parameters = Array.from({ length: statement.parameterCount }, (_, index) => {
      const isOpen = statement.parameterTypeId(index + 1) === duckdb.DuckDBTypeId.INVALID;
      const type = isOpen ? undefined : String(statement.parameterType(index + 1));
      return { name: statement.parameterName(index + 1).replace(/^_/, ''), type };
    });
    const isUnknown = (index: number) => statement.columnTypeId(index) === duckdb.DuckDBTypeId.INVALID;
    const hasUnknown = Array.from({ length: statement.columnCount }, (_, index) => index).some(isUnknown);
    // Of json_object() and the like DuckDB knows no type as long as there is any parameter.
    const open = (parameters.find(({ type }) => type === undefined) ?? (hasUnknown ? parameters[0] : undefined))?.name;
    // Of a statement with an open parameter DuckDB does not tell the columns' types.
    const count = open === undefined ? statement.columnCount : 0;
    const columns = Array.from({ length: count }, (_, index): EngineColumn => {
      const type = statement.columnType(index);
      return {
        name: asWritten(statement.columnName(index)).replace(/\$_(?=\w)/g, '$'),
        type: typeText(type),
      };
    });
    return { columns, parameters, open };
  } finally {
    statement.destroySync();
  }
}
