import { durationOf } from '../data/duration.ts';
import type { Engine } from '../engine/engine.ts';
import { closingStatements } from '../engine/engine-lock.ts';
import { Macros } from '../engine/macros.ts';
import { ShadowTables } from '../engine/shadow-tables.ts';
import { chooseConnections } from '../host/choose-connections.ts';
import type { Host } from '../host/host.ts';
import type { SessionDefaults } from '../host/session-defaults.ts';
import { lockedSettings } from './lock-of.ts';
import type { Session } from './session.ts';
import type { SessionOptions } from './session-options.ts';
import { harmlessSettings } from './statements/local/refuse-locked.ts';
import { KeptQueries } from './statements/query/kept-queries.ts';
import { usualMaxChanges } from './usual-max-changes.ts';

/** Opens a session on a host, with an engine of its own. The options have been checked. */
export async function openSession(
  { providers: all, limits, cache, seenRows, telemetry, groups, defaults }: Host,
  engine: Engine,
  given: SessionOptions,
): Promise<Session> {
  const options = withDefaults(given, defaults);
  const { region } = options;
  const choice = { connections: listOf(options.connection), accounts: listOf(options.account) };
  const providers = new Map([...all].map(([name, provider]) => [name, chooseConnections(provider, choice, groups)]));
  const locked = lockedSettings(options);
  const { dialect = 'duckdb' } = options;
  const readOnly = options.readOnly ?? false;
  const hasExternalAccess = options.externalAccess === true && !readOnly && locked === undefined;
  if (!hasExternalAccess && locked === undefined) await engine.define(closingStatements.join(';\n'));
  const tables = new ShadowTables(engine);
  for (const provider of providers.keys()) await tables.attach(provider);
  return {
    engine,
    tables,
    macros: new Macros(engine),
    providers,
    limits,
    cache,
    seenRows,
    telemetry,
    settings: {
      readOnly,
      yes: options.yes ?? false,
      maxChanges: options.maxChanges ?? usualMaxChanges,
      mostChanges: options.maxChanges,
      idempotencyKey: options.idempotencyKey,
      strict: options.strict ?? false,
      failFast: options.failFast ?? false,
      allowPartial: options.allowPartial ?? false,
      changesInTransaction: options.changesInTransaction ?? false,
      cache: millisecondsOf(options.cache),
      timeout: millisecondsOf(options.timeout),
      callTimeout: millisecondsOf(options.callTimeout),
      maxCalls: options.maxCalls,
      maxRows: options.maxRows,
      regions: listOf(region),
    },
    use: [],
    dialect,
    usualDialect: dialect,
    localSchema: engine.localSchema,
    transaction: 'none',
    locked: locked && { settings: locked.settings ?? harmlessSettings },
    hasExternalAccess,
    hasConnectionState: false,
    hasOwnFunctions: given.database !== undefined,
    keptQueries: new KeptQueries(engine),
    warnings: [],
    requests: [],
  };
}

/** What has been checked before. */
function millisecondsOf(option: string | number | undefined): number {
  return option === undefined ? 0 : (durationOf(String(option)) ?? 0);
}

/** Options that are not given, or given as undefined, are those of the host. */
function withDefaults(options: SessionOptions, defaults: SessionDefaults): SessionOptions {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return { ...defaults, ...Object.fromEntries(given) };
}

function listOf(option: string | readonly string[] | undefined): readonly string[] | undefined {
  return typeof option === 'string' ? [option] : option;
}
