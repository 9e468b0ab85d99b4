// Run as a process of its own: makes a table and prints it with nothing of ours, chunk by chunk.
import { once } from 'node:events';
import { createRequire } from 'node:module';

const { DuckDBInstance } = createRequire(import.meta.url)('@duckdb/node-api');

const connection = await (await DuckDBInstance.create(':memory:')).connect();
await connection.run(process.argv[2] ?? '');
const result = await connection.stream('FROM events');
for await (const rows of result.yieldRowObjectJson()) {
  const text = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}
