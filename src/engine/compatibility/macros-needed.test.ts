import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { macroName } from './macro.ts';
import { macrosNeeded } from './macros-needed.ts';
import { postgresMacros } from './postgres.ts';

const namesFor = (sql: string): readonly string[] => macrosNeeded(sql, postgresMacros).map(macroName);

describe('macrosNeeded', () => {
  it('is nothing for most statements', () => {
    expect(namesFor("SELECT name FROM aws.ec2.images WHERE tags ->> 'a' = 'b'")).toEqual([]);
  });

  it('is what the statement names and what that is made of, in order', () => {
    expect(namesFor("SELECT a ~@ 'b'")).toEqual(['~@>>', 'skyql_has_key', '~@']);
    expect(namesFor("SELECT tags ~@>> 'b'")).toEqual(['~@>>']);
    expect(namesFor("SELECT TO_DATE(a, 'YYYY')")).toEqual(['skyql_time_pattern', 'to_date']);
    expect(namesFor('SELECT a::jsonb')).toEqual(['jsonb']);
  });

  it('suffices to run the statement', async () => {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    await connection.run('CALL enable_peg_parser()');
    const sql = `SELECT '[{"a": 1}]' @> '[{"a": 1}]', to_date('2024', 'YYYY'), '{"a": 1}' ~@& ['a']`;
    for (const macro of macrosNeeded(sql, postgresMacros)) await connection.run(macro);
    expect((await connection.runAndReadAll(sql)).getRowsJson()).toEqual([[true, '2024-01-01', true]]);
    connection.closeSync();
  });
});
