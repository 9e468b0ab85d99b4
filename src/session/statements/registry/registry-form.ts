import { findCatalog } from '../../../catalog/find-service.ts';
import type { EngineResult } from '../../../engine/engine.ts';
import type { RegistryStatement } from '../../../sql/statement.ts';
import { catalogsOf } from '../../catalogs.ts';
import type { StatementContext } from '../../statement-context.ts';
import { tableResult } from '../../table-result.ts';
import type { StatementForm } from '../statement-form.ts';

/** REGISTRY and PURGE say that there is nothing to do, so that a script that begins with them goes on. */
export const registryForm: StatementForm<RegistryStatement> = {
  command: ({ action }) => (action === 'purge' ? 'PURGE' : 'REGISTRY'),
  run: runRegistry,
  shape: async ({ session }, { action }) => {
    const names = action === 'list' ? ['provider', 'version'] : ['message'];
    const { columns } = await tableResult(
      session.engine,
      names.map((name) => ({ name })),
      [],
    );
    return { columns, parameters: [] };
  },
};

async function runRegistry(
  { session }: StatementContext,
  { action, provider }: RegistryStatement,
): Promise<EngineResult> {
  const catalogs = catalogsOf(session);
  const named = provider === undefined ? catalogs : [findCatalog(catalogs, provider)];
  if (action === 'list') {
    const rows = named.map((catalog) => ({ provider: catalog.provider, version: catalog.version }));
    return tableResult(session.engine, [{ name: 'provider' }, { name: 'version' }], rows);
  }
  const message =
    action === 'purge'
      ? 'Nothing needs to be purged: rows are read anew for each statement; SET cache says how long answers are kept.'
      : `${named.map((catalog) => catalog.provider).join(', ')} needs no pulling: its catalog comes with skyql.`;
  return tableResult(session.engine, [{ name: 'message' }], [{ message }]);
}
