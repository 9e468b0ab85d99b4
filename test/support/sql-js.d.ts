/** SQLite in WASM, as far as tests use it. */
declare module 'sql.js' {
  export interface SqliteDatabase {
    exec(sql: string): readonly { readonly values: readonly (readonly unknown[])[] }[];
    close(): void;
  }
  // biome-ignore lint/style/noDefaultExport: the package has this one.
  export default function initSqlJs(options: {
    readonly useOldExtensionFunctions: boolean;
  }): Promise<{ readonly Database: new () => SqliteDatabase }>;
}
