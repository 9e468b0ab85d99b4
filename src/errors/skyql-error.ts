import { withoutKnownSecrets } from './known-secrets.ts';

/** Where an error happened: what a user needs to find it again in AWS's own logs. */
export interface ErrorScope {
  /** The name of the connection. */
  readonly connection?: string;
  /** The id of the account, where it was known. */
  readonly account?: string;
  /** The region that the call went to. */
  readonly region?: string;
  /** The service, by the name of AWS's model: `ec2`. */
  readonly service?: string;
  /** The operation of its API: `DescribeImages`. */
  readonly operation?: string;
  /** AWS's id of the request. */
  readonly requestId?: string;
}

/** Where in the statement an error lies; both count from 1. */
export interface ErrorPosition {
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1, in UTF-16 units. */
  readonly column: number;
  /** The line of the statement with a caret under the place. */
  readonly excerpt: string;
}

/** What an error says beside its code and its message. */
export interface SkyqlErrorOptions {
  /** What to do next. */
  readonly hint?: string;
  /** Where it happened. */
  readonly scope?: ErrorScope;
  /** Where in the statement it lies. */
  readonly position?: ErrorPosition;
  /** Whether the same call may succeed later; no unless given. */
  readonly retryable?: boolean;
  /** The error behind it. */
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
  /** Always `SkyqlError`. */
  override readonly name = 'SkyqlError';
  /** Stable and greppable: `ACCESS_DENIED`. docs/errors.md lists them. */
  readonly code: string;
  /** What to do next. */
  readonly hint: string | undefined;
  /** Where it happened; empty of what no call was made for. */
  readonly scope: ErrorScope;
  /** Where in the statement it lies, where that is known. */
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
