import type { Engine } from '../engine/engine.ts';
import type { Macros } from '../engine/macros.ts';
import type { ShadowTables } from '../engine/shadow-tables.ts';
import type { Telemetry } from '../host/telemetry/telemetry.ts';
import type { AnswerCache } from '../providers/cache/answer-cache.ts';
import type { Limits } from '../providers/limits/limits.ts';
import type { CallRecord, Provider } from '../providers/provider.ts';
import type { SeenRows } from '../providers/seen-rows.ts';
import type { Warning } from './database.ts';
import type { KeptQueries } from './statements/query/kept-queries.ts';

/** Settings of a session that hold for all of its statements. */
export interface SessionSettings {
  readonly readOnly: boolean;
  readonly yes: boolean;
  readonly maxChanges: number;
  /** What the command line or the host has set `maxChanges` to: no statement sets it higher. */
  readonly mostChanges?: number;
  /** What tokens are made of that a repeated statement makes again. */
  readonly idempotencyKey?: string;
  readonly strict: boolean;
  readonly failFast: boolean;
  /** Lets changes act on what could be read when a part of what they read could not be. */
  readonly allowPartial: boolean;
  /** Lets changes of the cloud run in a transaction, which cannot take them back. */
  readonly changesInTransaction: boolean;
  /** How many milliseconds old what a query reads may be; 0: every call is made. */
  readonly cache: number;
  /** How many milliseconds a statement may take, and a call; 0: as long as it needs. */
  readonly timeout: number;
  readonly callTimeout: number;
  /** How many calls a statement may make, and how many rows it may answer; as many as it needs unless given. */
  readonly maxCalls?: number;
  readonly maxRows?: number;
  /** Of statements that name none, whatever the connections have; those of each connection unless given. */
  readonly regions?: readonly string[];
}

/** What the statements of one session share. Statements change the members that are not readonly. */
export interface Session {
  readonly engine: Engine;
  readonly tables: ShadowTables;
  readonly macros: Macros;
  /** By name; the host's, which other sessions use as well. */
  readonly providers: ReadonlyMap<string, Provider>;
  /** The host's: how long lists were that any of its sessions read. */
  readonly seenRows?: SeenRows;
  /** The host's, for SHOW LIMITS. */
  readonly limits: Limits;
  /** The host's, for SHOW CACHE. */
  readonly cache: AnswerCache;
  /** The host's, where somebody wants to be told of statements and calls. */
  readonly telemetry?: Telemetry;
  settings: SessionSettings;
  /** The front parts of names that USE lets statements leave out. */
  use: readonly string[];
  dialect: 'duckdb' | 'stackql';
  /** The one that the session was opened with. */
  readonly usualDialect: 'duckdb' | 'stackql';
  /** The session's own database and schema, where new tables go: `memory.main`. */
  readonly localSchema: string;
  /** A transaction that was begun: DuckDB's own begins with the first change of a local table. */
  transaction: 'none' | 'begun' | 'open';
  /** Of a session that strangers send statements to. */
  readonly locked?: { readonly settings: readonly string[] };
  /** Whether statements reach files, addresses and extensions. */
  readonly hasExternalAccess: boolean;
  /** Whether a statement left something that only its connection to DuckDB has: a setting, a temporary table. */
  hasConnectionState: boolean;
  /** Whether the session's database may hold functions of its own, whose text no statement tells. */
  hasOwnFunctions: boolean;
  readonly keptQueries: KeptQueries;
  /** Of the last statement, for SHOW WARNINGS. */
  warnings: readonly Warning[];
  /** The last calls, for SHOW REQUESTS. */
  readonly requests: CallRecord[];
}

const requestsKept = 1000;

export function recordRequest(session: Session, call: CallRecord): void {
  session.requests.push(call);
  if (session.requests.length > 2 * requestsKept) session.requests.splice(0, requestsKept);
}
