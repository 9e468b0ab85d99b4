import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { postgresMacros } from './compatibility/postgres.ts';
import { stackqlMacros } from './compatibility/stackql.ts';
import { textFunctions } from './compatibility/text-functions.ts';
import { registerFunctions } from './register-functions.ts';

describe('the functions of other dialects', () => {
  it('are read alike by both of DuckDB’s parsers, so that the quick one may make them', async () => {
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    registerFunctions(connection, textFunctions);
    const madeBy = async (parser: string) => {
      await connection.run(`SET allow_parser_override_extension = '${parser}'`);
      await connection.run([...postgresMacros, ...stackqlMacros].join(';\n'));
      const made = await connection.runAndReadAll(
        "SELECT function_name, parameters, macro_definition FROM duckdb_functions() WHERE function_type LIKE '%macro' AND NOT internal ORDER BY ALL",
      );
      return made.getRowsJson().map((row) => JSON.stringify(row).replaceAll('\\"', '"'));
    };
    await connection.run('CALL enable_peg_parser()');
    const usual = await madeBy('strict');
    const quick = await madeBy('default');
    expect(quick.length).toBeGreaterThan(100);
    expect(quick.map(asUsual)).toEqual(usual);
    connection.closeSync();
    instance.closeSync();
  });
});

/** What they write in two ways: NOT IN, and a type by its other name. */
function asUsual(definition: string): string {
  return definition
    .replaceAll('"TIMESTAMP WITH TIME ZONE"', '"TIMESTAMPTZ"')
    .replace(/\(((?:[\w".]|\([^()]*\))+) NOT IN (\([^()]*\))\)/g, '(NOT ($1 IN $2))');
}
