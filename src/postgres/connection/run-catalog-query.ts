import type { SelectStmt } from 'libpg-query';
import type { CatalogSession } from '../catalog/catalog-session.ts';
import type { Rows } from '../statements/result-rows.ts';
import type { Backend } from './backend.ts';
import { changeSetting } from './run-setting.ts';

/** Runs a statement over the catalog, and makes the settings that it makes by `set_config`. */
export async function runCatalogQuery(
  backend: Backend,
  statement: SelectStmt,
  asked: Parameters<CatalogSession['run']>[1],
): Promise<Rows> {
  const { rows, changed } = await backend.catalog.run(statement, asked);
  for (const { name, value, isLocal } of changed) {
    // Without a transaction there is nothing after the statement that it is for.
    if (!isLocal || backend.transaction.status !== 'I') await changeSetting(backend, name, [value], isLocal);
  }
  return backend.bounded(rows);
}
