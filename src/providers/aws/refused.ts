import { SkyqlError } from '../../errors/skyql-error.ts';
import type { ChangeResult } from '../change.ts';
import { faultOf } from './call-error.ts';

/** Codes that say nothing of the one change: every other would fail in the same way. */
const fatal = new Set(['NO_CREDENTIALS', 'CREDENTIALS_EXPIRED', 'CREDENTIALS_INVALID', 'ENDPOINT_UNREACHABLE']);

export interface FailedCall {
  readonly identifier?: string | undefined;
  /** The token that the request was sent with, where it had one. */
  readonly token?: string | undefined;
  /** The statement that shows whether the change was made. */
  readonly lookUp?: string | undefined;
}

/** What AWS refused, or may have done without saying so, as the result of the change. Anything else is thrown on. */
export function refusedResult(error: unknown, call: FailedCall = {}): ChangeResult {
  if (!(error instanceof SkyqlError)) throw error;
  if (error.code === 'OUTCOME_UNKNOWN') return unknownResult(error, call);
  const fault = faultOf(error);
  if (!fault || fatal.has(error.code)) throw error;
  return {
    status: 'FAILED',
    errorCode: fault.code,
    message: fault.message || error.message,
    ...(call.identifier !== undefined && { identifier: call.identifier }),
    error,
  };
}

/** A change of which nobody knows whether it was made, with what is known of it and how to find out. */
export function unknownResult(error: SkyqlError, { identifier, token, lookUp }: FailedCall): ChangeResult {
  const hint = lookUp === undefined ? error.hint : `Look whether it was made: ${lookUp};`;
  return {
    status: 'UNKNOWN',
    errorCode: faultOf(error)?.code ?? error.code,
    message: hint === undefined ? error.message : `${error.message} ${hint}`,
    ...(identifier !== undefined && { identifier }),
    ...(token !== undefined && { requestToken: token }),
    error: new SkyqlError('OUTCOME_UNKNOWN', error.message, { hint, scope: error.scope, cause: error }),
  };
}
