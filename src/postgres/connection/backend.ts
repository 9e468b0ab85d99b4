import type { Database, ProgressUpdate } from '../../session/database.ts';
import { CatalogSession } from '../catalog/catalog-session.ts';
import type { PostgresCatalog } from '../catalog/postgres-catalog.ts';
import { PostgresError } from '../errors/postgres-error.ts';
import { noticeOf } from '../errors/report-of.ts';
import type { Rows } from '../statements/result-rows.ts';
import { settingSpelling } from '../statements/server-settings.ts';
import type { Settings } from '../statements/settings.ts';
import { Transaction } from '../statements/transaction.ts';
import { parameterStatus, type Report, report } from '../wire/server-messages.ts';
import { AskerOfBackend } from './asker-of-backend.ts';
import { type AnswerLimits, boundedRows } from './bounded-rows.ts';
import type { Channel } from './channel.ts';
import type { Portal } from './portal.ts';
import type { Prepared } from './prepared.ts';

/** What a connection may ask of its server. */
export interface Server {
  readonly catalog: PostgresCatalog;
  /** Cancels or ends another connection; whether there is one. */
  signal(process: number, action: 'cancel' | 'terminate'): boolean;
  /** All connections that there are. */
  backends(): readonly Backend[];
}

/** What statements of a connection may take. */
export interface BackendLimits {
  /** How long, in milliseconds; 0: as long as they need. */
  readonly statement: number;
  /** The most statements that are prepared, and portals that are open, at once. */
  readonly prepared: number;
  /** Of one statement. */
  readonly answer: AnswerLimits;
}

const severities: Readonly<Record<string, number>> = { notice: 1, info: 2, warning: 3, error: 4 };

/** One connection with its session: what PostgreSQL calls a backend. */
export class Backend {
  readonly process: number;
  readonly channel: Channel;
  readonly database: Database;
  readonly server: Server;
  readonly limits: BackendLimits;
  readonly settings: Settings;
  readonly transaction = new Transaction();
  readonly started = new Date();
  readonly catalog: CatalogSession;
  #localVersion = 0;
  readonly prepared = new Map<string, Prepared>();
  readonly portals = new Map<string, Portal>();
  #running: AbortController | undefined;
  #ending: PostgresError | undefined;
  /** Wakes whoever waits for the next message. */
  onEnding: () => void = () => undefined;

  constructor(
    process: number,
    channel: Channel,
    database: Database,
    server: Server,
    settings: Settings,
    limits: BackendLimits,
  ) {
    this.process = process;
    this.channel = channel;
    this.database = database;
    this.server = server;
    this.settings = settings;
    this.limits = limits;
    this.catalog = new CatalogSession(server.catalog, new AskerOfBackend(this));
  }

  /** Another number after each statement that may have changed which tables the session has; 0 before the first. */
  get localVersion(): number {
    return this.#localVersion;
  }

  /** Takes note of a statement that may have changed which tables the session has, or of what they are made of. */
  noteDefinition(): void {
    this.#localVersion += 1;
    this.transaction.noteChange();
  }

  /** Why the connection has to end, once the statement that runs has stopped. */
  get ending(): PostgresError | undefined {
    return this.#ending;
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** Stops the statement that runs, and no later one. */
  cancel(): void {
    this.#running?.abort(new PostgresError('57014', 'canceling statement due to user request'));
  }

  /** Ends the connection: at once, or after the statement that runs. */
  end(reason: PostgresError, stops: boolean): void {
    this.#ending ??= reason;
    if (stops) this.#running?.abort(reason);
    if (this.#running === undefined) this.onEnding();
  }

  /** Runs something that may be stopped: by the client, or when it takes too long. */
  async stoppable<Answer>(stop: AbortController, work: () => Promise<Answer>): Promise<Answer> {
    this.#running = stop;
    const longest = shorter(this.limits.statement, Number(this.settings.get('statement_timeout')));
    const timer =
      longest > 0
        ? setTimeout(
            () => stop.abort(new PostgresError('57014', 'canceling statement due to statement timeout')),
            longest,
          )
        : undefined;
    try {
      return await work();
    } catch (error) {
      // After an error that DuckDB calls fatal nothing runs in it any more: this session has to go, and no other.
      if (error instanceof Error && /database has been invalidated/i.test(error.message))
        this.end(new PostgresError('57P01', 'The session is damaged and ends. Connect again.', { fatal: true }), false);
      // Whoever stopped it says why, unless a change may have been made that nobody knows of.
      const isKnown = error instanceof Error && 'code' in error && error.code !== 'INTERRUPTED';
      if (stop.signal.aborted && stop.signal.reason instanceof PostgresError && !isKnown) throw stop.signal.reason;
      throw error;
    } finally {
      clearTimeout(timer);
      this.#running = undefined;
    }
  }

  /** Rows of a statement, no more of them than it may answer. */
  bounded(rows: Rows): Rows {
    return boundedRows(rows, this.channel.out, this.limits.answer);
  }

  notice(notice: Report): void {
    const least = severities[this.settings.get('client_min_messages')] ?? 0;
    const isInfo = notice.severity === 'INFO';
    if (isInfo || (severities[notice.severity.toLowerCase()] ?? 0) >= least) report(this.channel.out, notice);
  }

  /** What a statement tells while it runs. */
  onProgress = (update: ProgressUpdate): void => {
    if (update.kind === 'warning') this.notice(noticeOf(update.warning));
  };

  /** Tells the client of settings that are others than before, where it wants to know: of all of them at the start. */
  tellSettings(before: ReadonlyMap<string, string> = new Map()): void {
    for (const name of this.settings.reported()) {
      const value = this.settings.get(name);
      if (before.get(name) !== value) parameterStatus(this.channel.out, settingSpelling(name), value);
    }
  }

  async closePortal(name: string): Promise<void> {
    const portal = this.portals.get(name);
    this.portals.delete(name);
    await closeOutcome(portal);
  }

  /** Closes the portals that do not outlive a transaction. */
  async closePortals(all: boolean): Promise<void> {
    for (const [name, portal] of this.portals) if (all || !portal.hold) await this.closePortal(name);
  }
}

async function closeOutcome(portal: Portal | undefined): Promise<void> {
  const outcome = portal?.outcome;
  if (outcome !== undefined && outcome.kind !== 'done') await outcome.rows.close();
}

function shorter(one: number, other: number): number {
  if (one === 0 || other === 0) return Math.max(one, other);
  return Math.min(one, other);
}
