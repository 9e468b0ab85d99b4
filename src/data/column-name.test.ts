import { expect, it } from 'vitest';
import { duckdb } from '../engine/duckdb.ts';
import { columnName } from './column-name.ts';

it('puts in quotes what DuckDB reads as its own, wherever a column stands', async () => {
  const instance = await duckdb.DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    await connection.run('CALL enable_peg_parser()');
    const found = await connection.runAndReadAll('SELECT DISTINCT keyword_name FROM duckdb_keywords() ORDER BY 1');
    const words = found.getRows().map(([word]) => String(word));
    expect(words.length).toBeGreaterThan(400);
    // Columns of one table, and what is not given a qualifier could be no other's.
    const names = [...words, 'a b', 'a"b', 'Größe', '1a', ''].filter((name) => name !== '');
    await connection.run(
      `CREATE TABLE t (${names.map((name) => `"${name.replaceAll('"', '""')}" INTEGER`).join(', ')})`,
    );
    const written = names.map(columnName);
    await connection.run(`INSERT INTO t (${written.join(', ')}) VALUES (${names.map((_, index) => index).join(', ')})`);
    await connection.run(`UPDATE t SET ${written.map((name) => `${name} = ${name} + 1`).join(', ')}`);
    const condition = written.map((name, index) => `${name} = ${index + 1}`).join(' AND ');
    const rows = await connection.runAndReadAll(`SELECT ${written.join(', ')} FROM t WHERE ${condition}`);
    expect(rows.getRows()).toEqual([names.map((_, index) => index + 1)]);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
});

it('leaves plain names as they are', () => {
  expect(['name', 'ImageId', '_a1', 'region', 'tags'].map(columnName)).toEqual([
    'name',
    'ImageId',
    '_a1',
    'region',
    'tags',
  ]);
});
