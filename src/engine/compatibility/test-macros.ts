import { DuckDBBlobValue, type DuckDBConnection, DuckDBInstance, type Json } from '@duckdb/node-api';
import { registerFunctions } from '../register-functions.ts';
import { postgresMacros } from './postgres.ts';
import { carriedValue } from './sqlite/carried-value.ts';
import { textFunctions } from './text-functions.ts';

/** For tests: makes macros, PostgreSQL's unless others are named, in a database of DuckDB's. */
export async function makeMacros(connection: DuckDBConnection, macros = postgresMacros): Promise<void> {
  registerFunctions(connection, textFunctions);
  await connection.run(macros.join(';\n'));
}

/** For tests of macros: a database of its own that has those of PostgreSQL, and what an expression gives there. */
export async function openTestMacros(): Promise<{
  readonly connection: DuckDBConnection;
  resultOf(expression: string): Promise<Json | undefined>;
}> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await makeMacros(connection);
  return {
    connection,
    resultOf: async (expression) => (await connection.runAndReadAll(`SELECT ${expression}`)).getRowsJson()[0]?.[0],
  };
}

/** For tests: the rows of a statement in DuckDB's words, values that have a type in each row as they are to SQLite. */
export async function rowsOfDialect(connection: DuckDBConnection, sql: string): Promise<readonly (readonly Json[])[]> {
  const reader = await connection.runAndReadAll(sql);
  const written = reader.getRowsJson();
  return reader.getRows().map((row, at) =>
    row.map((value, column) => {
      const held = value instanceof DuckDBBlobValue ? carriedValue(Buffer.from(value.bytes).toString()) : undefined;
      return held === undefined ? (written[at]?.[column] ?? null) : typeof held === 'bigint' ? Number(held) : held;
    }),
  );
}
