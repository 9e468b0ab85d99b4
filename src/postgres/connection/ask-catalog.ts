import type { SelectStmt } from 'libpg-query';
import type { CatalogSession } from '../catalog/catalog-session.ts';
import type { Rows } from '../statements/result-rows.ts';
import type { Backend } from './backend.ts';
import { tellSession } from './run-setting.ts';

/** Runs a statement over the catalog, and makes the settings that it makes by `set_config`. */
export async function askCatalog(
  backend: Backend,
  statement: SelectStmt,
  asked: Parameters<CatalogSession['run']>[1],
): Promise<Rows> {
  const { rows, changed } = await backend.catalog.run(statement, asked);
  const before = backend.settings.snapshot();
  for (const { name, value } of changed) backend.settings.set(name, [value]);
  await tellSession(
    backend,
    changed.map(({ name }) => name),
  );
  backend.tellSettings(before);
  return rows;
}
