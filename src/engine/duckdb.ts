import { createRequire } from 'node:module';

/** What the build has put the 170 files of the binding into: reading one takes half the time. Absent where the source runs. */
declare const bundledBinding: string | undefined;

// Importing CommonJS for its named exports makes Node read it a second time, through its lexer, which `require` does not.
const require = createRequire(import.meta.url);
const name = typeof bundledBinding === 'undefined' ? '@duckdb/node-api' : bundledBinding;

/** DuckDB's binding, https://duckdb.org/docs/stable/clients/node_neo/overview. */
export const duckdb = require(name) as typeof import('@duckdb/node-api');
