import { SkyqlError } from '../../errors/skyql-error.ts';
import type { ChangeResult } from '../change.ts';
import { faultOf } from './call-error.ts';

/** Codes that say nothing of the one change: every other would fail in the same way. */
const fatal = new Set(['NO_CREDENTIALS', 'CREDENTIALS_EXPIRED', 'CREDENTIALS_INVALID', 'ENDPOINT_UNREACHABLE']);

/** What AWS refused, as the result of the change. Anything else is thrown on. */
export function refusedResult(error: unknown, identifier?: string): ChangeResult {
  const fault = faultOf(error);
  if (!fault || !(error instanceof SkyqlError) || fatal.has(error.code)) throw error;
  return {
    status: 'FAILED',
    errorCode: fault.code,
    message: fault.message || error.message,
    ...(identifier !== undefined && { identifier }),
    error,
  };
}
