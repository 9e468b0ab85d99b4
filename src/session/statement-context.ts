import { setMaxListeners } from 'node:events';
import type { NeededPermissions } from '../catalog/needed-permissions.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import type { ScanEvents, WarningExtent } from '../execute/reader.ts';
import type { FetchPlan } from '../plan/fetch-plan.ts';
import type { CallContext, CallRecord, ProgressEvent } from '../providers/provider.ts';
import type { QueryOptions, Statistics, Warning } from './database.ts';
import { QueueCount } from './queue-count.ts';
import { recordRequest, type Session } from './session.ts';
import { StatementWarnings } from './statement-warnings.ts';

/** One statement while it runs: what it hands to providers, and what it counts. */
export class StatementContext {
  readonly session: Session;
  readonly options: QueryOptions;
  context: CallContext;
  readonly calls: CallRecord[] = [];
  /** What IAM has to allow for the calls that were made. */
  readonly permissions: NeededPermissions[] = [];
  /** The statement as it was asked, or what tells a plan that was kept from others. */
  text = '';
  /** What kind of statement it is, once that is known. */
  command: string | undefined;
  /** Whether queries are only planned, for what they need: they have no rows then. */
  plansOnly = false;
  /** The plans of the statement's queries, as they ran or, where they are only planned, as they would. */
  readonly plans: FetchPlan[] = [];
  /** Whether it was stopped while it fetched, and now answers with the rows that came: that is stopped no more. */
  answersInPart = false;
  /** How often another statement of the session had its turn while this one's rows were being read. */
  interruptions = 0;
  readonly #warnings = new StatementWarnings();
  readonly #started = performance.now();
  readonly #deadline: AbortSignal | undefined;
  readonly #excess: AbortController | undefined;
  readonly #began = Date.now();
  #id: string | undefined;
  #kept = 0;
  readonly #queue = new QueueCount();
  #isTelling = false;
  #pages = 0;
  #rows = 0;

  constructor(session: Session, given: QueryOptions) {
    this.session = session;
    this.#id = session.telemetry?.begin();
    const { timeout, callTimeout } = session.settings;
    this.#deadline = timeout > 0 ? AbortSignal.timeout(timeout) : undefined;
    this.#excess = session.settings.maxCalls === undefined ? undefined : new AbortController();
    const ends = [
      ...(this.#deadline === undefined ? [] : [this.#deadline]),
      ...(this.#excess === undefined ? [] : [this.#excess.signal]),
    ];
    this.options = ends.length === 0 ? given : withEnd(given, AbortSignal.any(ends));
    const { options } = this;
    // Many calls listen to it at once; Node takes more than ten for a leak and says so on standard error.
    if (options.signal !== undefined) setMaxListeners(0, options.signal);
    this.context = {
      signal: options.signal,
      regions: session.settings.regions,
      onCall: (call) => this.#onCall(call),
      onUnreadable: (error) => this.onWarning(error),
      onQueue: (more, region) => this.#onQueue(more, region),
      ...(callTimeout > 0 && { callTimeout }),
      onProgress: (event) => this.#onProgress(event),
    };
  }

  /** What a scan of the statement reports. */
  get events(): ScanEvents {
    return {
      onPage: (rows) => this.onPage(rows),
      onRead: (request, rows) => this.session.seenRows?.saw(request, rows),
      onWarning: (error, extent) => this.onWarning(error, extent),
    };
  }

  /** Takes note of a query's plan, and of what IAM has to allow for it. */
  note(plan: FetchPlan): void {
    this.plans.push(plan);
    for (const node of plan.nodes) if (node.kind !== 'shared') this.needs(node.access.permissions);
  }

  needs(permissions: readonly NeededPermissions[]): void {
    this.permissions.push(...permissions);
  }

  onPage(rows: number): void {
    this.#pages += 1;
    this.#rows += rows;
  }

  /** Grows while the statement runs. */
  get warnings(): readonly Warning[] {
    return this.#warnings.list;
  }

  /** The same fault at many rows of one region is one warning. */
  onWarning(error: SkyqlError, extent?: WarningExtent): void {
    const warning = this.#warnings.add(error, extent);
    if (warning !== undefined) this.options.onProgress?.({ kind: 'warning', warning });
  }

  statistics(): Statistics {
    return {
      calls: this.calls.length,
      pages: this.#pages,
      rowsFetched: this.#rows,
      kept: this.#kept,
      retries: this.calls.filter((call) => call.attempt > 1).length,
      milliseconds: Math.round(performance.now() - this.#started),
      bytes: this.calls.reduce((sum, { bytes }) => sum + bytes, 0),
      waitedMilliseconds: Math.round(this.calls.reduce((sum, { waited }) => sum + waited, 0)),
    };
  }

  /** Lets the statement take answers that were kept, as the session wants it: for those that only read, since a change must not act on what is old. */
  takeKeptAnswers(): void {
    const { cache } = this.session.settings;
    if (cache === 0) return;
    const onKept = () => {
      this.#kept += 1;
    };
    this.context = { ...this.context, maximumAge: cache, onKept };
  }

  /** The statement and the reading of its rows have ended. */
  end(error?: unknown): void {
    const { telemetry } = this.session;
    if (telemetry === undefined || this.#id === undefined || this.command === undefined) return;
    const { calls, retries, milliseconds, rowsFetched } = this.statistics();
    telemetry.end({
      id: this.#id,
      command: this.command,
      started: this.#began,
      milliseconds,
      calls,
      retries,
      rows: rowsFetched,
      ...(error !== undefined && { error: error instanceof SkyqlError ? error.code : 'INTERNAL' }),
    });
    this.#id = undefined;
  }

  /** Why it was ended that nobody stopped: it took longer, or more calls, than it may. Of a change with how far it came. */
  ended(reached?: string): SkyqlError | undefined {
    const { timeout, maxCalls = 0 } = this.session.settings;
    if (this.#excess?.signal.aborted === true) return tooManyCalls(maxCalls, reached);
    return this.#deadline?.aborted === true ? overdue(timeout, reached) : undefined;
  }

  /** Whether the statement was told to stop. */
  get isAborted(): boolean {
    return this.options.signal?.aborted === true;
  }

  #onCall(call: CallRecord): void {
    this.calls.push(call);
    if (call.throttled === true) this.#queue.throttled(call.region);
    recordRequest(this.session, call);
    if (this.calls.length > (this.session.settings.maxCalls ?? Number.POSITIVE_INFINITY)) this.#excess?.abort();
    if (this.#id !== undefined) this.session.telemetry?.call(this.#id, call);
    this.options.onProgress?.({ kind: 'call', call, calls: this.calls.length, rows: this.#rows });
  }

  #onQueue(more: 1 | -1, region: string): void {
    this.#queue.waits(more, region);
    if (this.options.onProgress === undefined || this.#isTelling) return;
    this.#isTelling = true;
    // Most calls go at once: what is over before anybody could look is not told.
    setImmediate(() => {
      this.#isTelling = false;
      const queue = this.#queue.news();
      if (queue !== undefined) this.options.onProgress?.({ kind: 'queue', ...queue });
    });
  }

  #onProgress(event: ProgressEvent): void {
    this.options.onProgress?.({
      kind: 'mutation',
      operation: event.operation,
      identifier: event.identifier,
      status: event.status,
      message: event.message,
      requestToken: event.requestToken,
      region: event.region,
    });
  }
}

/** Who wants what was read before a stop does not want it for all there is: a statement that takes too long, or too many calls, fails. */
function withEnd(options: QueryOptions, end: AbortSignal): QueryOptions {
  const signal = options.signal === undefined ? end : AbortSignal.any([options.signal, end]);
  return {
    ...options,
    signal,
    get partial() {
      return options.partial === true && !end.aborted;
    },
  };
}

function overdue(milliseconds: number, reached?: string): SkyqlError {
  const end = reached === undefined ? '.' : `: ${reached}.`;
  return new SkyqlError('TIMED_OUT', `The statement took longer than ${milliseconds / 1000} s${end}`, {
    hint: "Ask for fewer regions, accounts or rows, or give it longer: --timeout 10m, SET timeout = '10m'.",
  });
}

function tooManyCalls(most: number, reached?: string): SkyqlError {
  const end = reached === undefined ? '.' : `: ${reached}.`;
  return new SkyqlError('TOO_MANY_CALLS', `The statement takes more than the ${most} calls that it may make${end}`, {
    hint: 'Ask for fewer regions, accounts or rows: EXPLAIN tells the calls. --max-calls (maxCalls in a program) sets how many there may be.',
  });
}
