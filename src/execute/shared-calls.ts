import { callName } from '../plan/access/call-name.ts';
import type { SharedResource } from '../plan/fetch-plan.ts';
import type { CallContext, Page, ResourceName, ScanRequest } from '../providers/provider.ts';
import type { ReadingProvider } from './reader.ts';
import { SharedCall } from './shared-call.ts';

/** How many rows are kept for who may ask for the same later. Of calls beyond that each is made by whoever needs it. */
const mostRowsKept = 100_000;

interface KeptCall {
  readonly call: SharedCall;
  readonly columns: ReadonlySet<string>;
  rows: number;
}

/** The calls of one statement that several of its scans would make: each is made once, and all of them get its pages. */
export class SharedCalls {
  readonly #columns: ReadonlyMap<string, readonly string[]>;
  readonly #signal: AbortSignal | undefined;
  readonly #most: number;
  readonly #calls = new Map<string, KeptCall>();
  #rows = 0;

  /** The signal is the statement's: a call goes on for the others when the scan that made it has ended. */
  constructor(resources: readonly SharedResource[], signal: AbortSignal | undefined, most: number = mostRowsKept) {
    this.#columns = new Map(resources.map(({ resource, columns }) => [nameOf(resource), columns]));
    this.#signal = signal;
    this.#most = most;
  }

  /** The provider as one of the statement's scans reads it. */
  over(provider: ReadingProvider): ReadingProvider {
    if (this.#columns.size === 0) return provider;
    return {
      accountId: (connection, context, near) => provider.accountId(connection, context, near),
      scan: (request, context) => this.#scan(provider, request, context),
    };
  }

  #scan(provider: ReadingProvider, request: ScanRequest, context: CallContext): AsyncIterable<Page> {
    const columns = this.#columns.get(nameOf(request.resource));
    // Who stops after some rows asks for pages of its own size.
    if (columns === undefined || request.limit !== undefined) return provider.scan(request, context);
    const name = callName(request);
    const known = this.#calls.get(name);
    if (known !== undefined && request.columns.every((column) => known.columns.has(column))) return known.call.read();
    if (known !== undefined) this.#forget(name, known);
    const whole = { ...request, columns: [...new Set([...columns, ...request.columns])] };
    const pages = provider.scan(whole, { ...context, signal: this.#signal });
    const kept: KeptCall = {
      call: new SharedCall(pages, (page) => this.#count(name, kept, page)),
      columns: new Set(whole.columns),
      rows: 0,
    };
    this.#calls.set(name, kept);
    return kept.call.read();
  }

  #count(name: string, kept: KeptCall, { rows }: Page): void {
    if (this.#calls.get(name) !== kept) return;
    kept.rows += rows.length;
    this.#rows += rows.length;
    if (this.#rows > this.#most) this.#forget(name, kept);
  }

  #forget(name: string, { call, rows }: KeptCall): void {
    this.#rows -= rows;
    this.#calls.delete(name);
    call.forget();
  }
}

function nameOf({ provider, service, resource }: ResourceName): string {
  return `${provider}.${service}.${resource}`;
}
