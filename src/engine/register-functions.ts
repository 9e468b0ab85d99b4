import type { DuckDBConnection } from '@duckdb/node-api';
import type { TextFunction } from './compatibility/text-functions.ts';
import { duckdb } from './duckdb.ts';

/**
 * Makes functions known to a database. DuckDB calls them from its threads and waits for the answer on ours: nothing that
 * blocks our thread may wait for a statement that uses them.
 */
export function registerFunctions(connection: DuckDBConnection, functions: readonly TextFunction[]): void {
  for (const { name, takes, of } of functions) {
    connection.registerScalarFunction(
      duckdb.DuckDBScalarFunction.create({
        name,
        parameterTypes: Array.from({ length: takes }, () => duckdb.VARCHAR),
        returnType: duckdb.VARCHAR,
        mainFunction: (_, input, output) => {
          input.getRows().forEach(([one, other = ''], index) => {
            const areTexts = typeof one === 'string' && typeof other === 'string';
            output.setItem(index, (areTexts ? of(one, other) : undefined) ?? null);
          });
          output.flush();
        },
      }),
    );
  }
}
