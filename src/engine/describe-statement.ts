import type { DuckDBConnection } from '@duckdb/node-api';
import { asWritten } from './as-written.ts';
import { duckdb } from './duckdb.ts';
import type { EngineColumn } from './engine-column.ts';

/** What a statement takes and gives. */
export interface StatementShape {
  readonly columns: readonly EngineColumn[];
  /** Each once, in the order of their first use. */
  readonly parameters: readonly EngineColumn[];
}

/**
 * Binds a statement and does not run it. `textOf` writes it with the parameters as `$name`, of which those that it is given have
 * a cast to VARCHAR: the type of a parameter that the statement leaves open, as PostgreSQL takes it too.
 */
export async function describeStatement(
  connection: DuckDBConnection,
  textOf: (open: ReadonlySet<string>) => string,
): Promise<StatementShape> {
  const first = await bound(connection, textOf(new Set()));
  if (first.open.size === 0) return first;
  const second = await bound(connection, textOf(first.open));
  const known = new Map(first.parameters.map((parameter) => [parameter.name, parameter]));
  const parameters = second.parameters.map((parameter) =>
    first.open.has(parameter.name) ? { ...parameter, type: 'VARCHAR' } : (known.get(parameter.name) ?? parameter),
  );
  return { columns: second.columns, parameters };
}

async function bound(
  connection: DuckDBConnection,
  sql: string,
): Promise<StatementShape & { readonly open: ReadonlySet<string> }> {
  const statement = await connection.prepare(sql);
  try {
    const parameters: EngineColumn[] = [];
    const open = new Set<string>();
    for (let index = 1; index <= statement.parameterCount; index++) {
      const name = statement.parameterName(index);
      const isOpen = statement.parameterTypeId(index) === duckdb.DuckDBTypeId.INVALID;
      if (isOpen) open.add(name);
      parameters.push({ name, type: isOpen ? 'VARCHAR' : String(statement.parameterType(index)) });
    }
    // Of a statement with an open parameter DuckDB does not tell the columns' types.
    const count = open.size > 0 ? 0 : statement.columnCount;
    const columns = Array.from({ length: count }, (_, index): EngineColumn => {
      const type = statement.columnType(index);
      return { name: asWritten(statement.columnName(index)), type: type.alias ?? type.toString() };
    });
    return { columns, parameters, open };
  } finally {
    statement.destroySync();
  }
}
