import { withoutKnownSecrets } from './known-secrets.ts';

/** Where an error happened: what a user needs to find it again in AWS's own logs. */
export interface ErrorScope {
  readonly connection?: string;
  readonly account?: string;
  readonly region?: string;
  readonly service?: string;
  readonly operation?: string;
  readonly requestId?: string;
}

/** Where in the statement an error lies; both count from 1. */
export interface ErrorPosition {
  readonly line: number;
  readonly column: number;
  /** The line of the statement with a caret under the place. */
  readonly excerpt: string;
}

export interface SkyqlErrorOptions {
  readonly hint?: string;
  readonly scope?: ErrorScope;
  readonly position?: ErrorPosition;
  readonly retryable?: boolean;
  readonly cause?: unknown;
}

/**
 * The one error that skyql throws at its users.
 *
 * `code` is stable and greppable (`UNKNOWN_COLUMN`, `ACCESS_DENIED`), `message` says what happened in plain words,
 * `hint` what to do next. Messages never hold secrets.
 *
 * @example
 * try { await db.query('SELECT nme FROM aws.ec2.images') }
 * catch (error) { if (error instanceof SkyqlError && error.code === 'UNKNOWN_COLUMN') console.error(error.hint) }
 */
export class SkyqlError extends Error {
  override readonly name = 'SkyqlError';
  readonly code: string;
  readonly hint: string | undefined;
  readonly scope: ErrorScope;
  readonly position: ErrorPosition | undefined;
  /** Whether the same call may succeed when made again later. */
  readonly retryable: boolean;

  constructor(code: string, message: string, options: SkyqlErrorOptions = {}) {
    super(withoutKnownSecrets(message), options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options.hint === undefined ? undefined : withoutKnownSecrets(options.hint);
    this.scope = Object.freeze({ ...options.scope });
    this.position = options.position;
    this.retryable = options.retryable ?? false;
  }
}
