import type { ResourceDescription } from '../../src/catalog/resource-description.ts';
import type { Row } from '../../src/data/value.ts';
import type { ShadowTables } from '../../src/engine/shadow-tables.ts';

/** Fills the table of a resource anew, as a statement that names these parameters would. */
export async function loadRows(
  tables: ShadowTables,
  description: ResourceDescription,
  rows: readonly Row[],
  parameters: readonly string[] = [],
): Promise<void> {
  const loader = tables.load(await tables.prepare(description, { parameters }));
  await loader.add(rows);
  await loader.close();
}
