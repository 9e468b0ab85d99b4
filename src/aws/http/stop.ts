import { onAbort } from '../../data/on-abort.ts';

/** What ends a request before its answer: it took too long, its signal was aborted, or the client is closed. */
export class Stop {
  /** Ends what the request is doing just now. */
  act: (reason: unknown) => void = () => undefined;
  #reason: { readonly of: unknown } | undefined;
  readonly #timer: NodeJS.Timeout;
  readonly #takeBack: (() => void) | undefined;

  constructor(signal: AbortSignal | undefined, milliseconds: number, overdue: () => unknown) {
    this.#timer = setTimeout(() => this.now(overdue()), milliseconds);
    this.#takeBack = signal && onAbort(signal, () => this.now(signal.reason));
  }

  /** Why it was stopped; undefined while it was not. */
  get reason(): { readonly of: unknown } | undefined {
    return this.#reason;
  }

  now(reason: unknown): void {
    if (this.#reason !== undefined) return;
    this.#reason = { of: reason };
    this.act(reason);
  }

  /** The request has ended by itself. */
  end(): void {
    clearTimeout(this.#timer);
    this.#takeBack?.();
  }
}
