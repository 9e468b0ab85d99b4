import { Engine } from '../../src/engine/engine.ts';
import { Macros } from '../../src/engine/macros.ts';
import { ShadowTables } from '../../src/engine/shadow-tables.ts';
import { createAnswerCache } from '../../src/providers/cache/answer-cache.ts';
import { createLimits } from '../../src/providers/limits/limits.ts';
import type { Provider } from '../../src/providers/provider.ts';
import type { Database } from '../../src/session/database.ts';
import { openDatabase } from '../../src/session/open-database.ts';
import type { Session } from '../../src/session/session.ts';
import { KeptQueries } from '../../src/session/statements/query/kept-queries.ts';
import type { Shop } from './shop-provider.ts';

/** A session over a shop alone, with no AWS anywhere. */
export function openShop(
  { provider }: Pick<Shop, 'provider'>,
  host?: Pick<Session, 'seenRows'>,
): ReturnType<typeof openOver> {
  return openOver(provider, host);
}

/** A session over one provider. Closing it leaves the provider open. */
export async function openOver(
  provider: Provider,
  host: Pick<Session, 'seenRows'> = {},
): Promise<{ readonly db: Database; readonly session: Session }> {
  const engine = await Engine.open(undefined);
  const session: Session = {
    engine,
    tables: new ShadowTables(engine),
    macros: new Macros(engine),
    providers: new Map([[provider.name, provider]]),
    limits: createLimits({ builtIn: {} }),
    cache: createAnswerCache(),
    settings: {
      readOnly: false,
      yes: false,
      maxChanges: 50,
      strict: false,
      failFast: false,
      allowPartial: false,
      changesInTransaction: false,
      cache: 0,
      timeout: 0,
      callTimeout: 0,
    },
    ...host,
    use: [],
    dialect: 'duckdb',
    usualDialect: 'duckdb',
    localSchema: 'memory.main',
    hasConnectionState: false,
    hasOwnFunctions: false,
    keptQueries: new KeptQueries(engine),
    transaction: 'none',
    hasExternalAccess: true,
    warnings: [],
    requests: [],
  };
  return { session, db: openDatabase(session, async () => engine.close()) };
}
