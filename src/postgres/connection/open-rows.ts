import { outputNames } from '../statements/output-names.ts';
import { ResultRows, type Rows, typedColumns } from '../statements/result-rows.ts';
import type { Backend } from './backend.ts';
import { runCatalogQuery } from './run-catalog-query.ts';

/** The rows of a query that stands inside of a statement of ours. */
export async function openRows(backend: Backend, stop: AbortController, sql: string): Promise<Rows> {
  const { onProgress, database, catalog } = backend;
  const asked = await catalog.statementOf(sql);
  if (asked !== undefined)
    return runCatalogQuery(backend, asked, { castOf: () => undefined, values: {}, signal: stop.signal });
  const result = await database.run(sql, [], { signal: stop.signal, onProgress });
  return backend.bounded(new ResultRows(result, typedColumns(outputNames(sql, result.columns))));
}
