import { type DuckDBConnection, DuckDBInstance, type Json } from '@duckdb/node-api';
import { postgresMacros } from './postgres.ts';

/** For tests of macros: a database of its own that has those of PostgreSQL, and what an expression gives there. */
export async function openTestMacros(): Promise<{
  readonly connection: DuckDBConnection;
  resultOf(expression: string): Promise<Json | undefined>;
}> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(postgresMacros.join(';\n'));
  return {
    connection,
    resultOf: async (expression) => (await connection.runAndReadAll(`SELECT ${expression}`)).getRowsJson()[0]?.[0],
  };
}
