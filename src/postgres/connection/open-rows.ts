import { outputNames } from '../statements/output-names.ts';
import { ResultRows, type Rows, typedColumns } from '../statements/result-rows.ts';
import { askCatalog } from './ask-catalog.ts';
import type { Backend } from './backend.ts';

/** The rows of a query that stands inside of a statement of ours. */
export async function openRows(backend: Backend, stop: AbortController, sql: string): Promise<Rows> {
  const { onProgress, database, catalog } = backend;
  const asked = await catalog.statementOf(sql);
  if (asked !== undefined)
    return askCatalog(backend, asked, { castOf: () => undefined, values: {}, signal: stop.signal });
  const result = await database.run(sql, [], { signal: stop.signal, onProgress });
  return backend.bounded(new ResultRows(result, typedColumns(outputNames(sql, result.columns))));
}
