import { createRequire } from 'node:module';

const { DuckDBConnection, DuckDBInstance } = createRequire(import.meta.url)('#duckdb');

/**
 * Counts what a session asks of DuckDB: statements (each of a script by itself), appenders that are opened, and queries whose
 * tables' names are asked for.
 */
export function askedOfDuckdb() {
  let texts = [];
  let others = 0;
  let isCounting = true;
  const watch = (method, note) => {
    const original = DuckDBConnection.prototype[method];
    DuckDBConnection.prototype[method] = function watched(...given) {
      if (isCounting) note(given[0]);
      return original.apply(this, given);
    };
  };
  for (const method of ['run', 'stream', 'start', 'startStream', 'prepare']) watch(method, (sql) => texts.push(sql));
  for (const method of ['createAppender', 'getTableNames']) watch(method, () => (others += 1));
  return {
    reset() {
      texts = [];
      others = 0;
    },
    async count() {
      isCounting = false;
      const connection = await (await DuckDBInstance.create(':memory:')).connect();
      let statements = 0;
      for (const text of texts) statements += (await connection.extractStatements(text)).count;
      connection.closeSync();
      isCounting = true;
      return statements + others;
    },
  };
}
