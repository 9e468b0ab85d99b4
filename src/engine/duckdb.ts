import { createRequire } from 'node:module';

// Importing CommonJS for its named exports makes Node read all 170 files of the binding a second time, through its lexer:
// 80 ms of start-up that `require` does not take.
const require = createRequire(import.meta.url);

/** DuckDB's binding, https://duckdb.org/docs/stable/clients/node_neo/overview. */
export const duckdb = require('@duckdb/node-api') as typeof import('@duckdb/node-api');
