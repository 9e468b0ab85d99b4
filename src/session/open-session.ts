import type { Engine } from '../engine/engine.ts';
import { Macros } from '../engine/macros.ts';
import { ShadowTables } from '../engine/shadow-tables.ts';
import type { Host } from '../host/host.ts';
import { lockedSettings } from './lock-of.ts';
import type { Session } from './session.ts';
import type { SessionOptions } from './session-options.ts';
import { harmlessSettings } from './statements/local/refuse-locked.ts';

const defaultMaxChanges = 50;

/** Opens a session on a host, with an engine of its own. The options have been checked. */
export async function openSession(
  { providers, limits }: Host,
  engine: Engine,
  options: SessionOptions,
): Promise<Session> {
  const { region } = options;
  const locked = lockedSettings(options);
  const tables = new ShadowTables(engine);
  for (const provider of providers.keys()) await tables.attach(provider);
  return {
    engine,
    tables,
    macros: new Macros(engine),
    providers,
    limits,
    settings: {
      readOnly: options.readOnly ?? false,
      yes: options.yes ?? false,
      maxChanges: options.maxChanges ?? defaultMaxChanges,
      strict: options.strict ?? false,
      failFast: options.failFast ?? false,
      allowPartial: options.allowPartial ?? false,
      regions: typeof region === 'string' ? [region] : region,
    },
    use: [],
    dialect: 'duckdb',
    localSchema: engine.localSchema,
    transaction: 'none',
    locked: locked && { settings: locked.settings ?? harmlessSettings },
    hasConnectionState: false,
    warnings: [],
    requests: [],
  };
}
