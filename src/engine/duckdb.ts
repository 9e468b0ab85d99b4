import { createRequire } from 'node:module';
import { requireCompiled } from '../data/require-compiled.ts';

/** What the build has put the 170 files of the binding into: reading one takes half the time. Absent where the source runs. */
declare const bundledBinding: string | undefined;

// Importing CommonJS for its named exports makes Node read it a second time, through its lexer, which `require` does not.
const require = createRequire(import.meta.url);
const binding =
  typeof bundledBinding === 'undefined'
    ? require('@duckdb/node-api')
    : requireCompiled(require.resolve(bundledBinding));

/** DuckDB's binding, https://duckdb.org/docs/stable/clients/node_neo/overview. */
export const duckdb = binding as typeof import('@duckdb/node-api');

// A row without names, `(1, 'a')`, would be read into one member, the last: its members are called f1, f2, as PostgreSQL's row_to_json does.
const rowType = duckdb.DuckDBStructLogicalType.prototype;
const { entryNames } = rowType;
rowType.entryNames = function (this: typeof rowType): string[] {
  return entryNames.call(this).map((name, index) => (name === '' ? `f${index + 1}` : name));
};
