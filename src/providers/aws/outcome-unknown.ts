import { ConnectionError } from '../../aws/http/connection-error.ts';
import { type ErrorScope, SkyqlError } from '../../errors/skyql-error.ts';

/** A change that may have been made although it failed, with what it failed by as its cause. */
export function outcomeUnknown(cause: SkyqlError, scope: ErrorScope): SkyqlError {
  const call = `${scope.service}:${scope.operation}${scope.region ? ` in ${scope.region}` : ''}`;
  // That the endpoint could not be reached would say that nothing arrived.
  const why = cause.cause instanceof ConnectionError ? `${cause.cause.message}.` : cause.message;
  return new SkyqlError('OUTCOME_UNKNOWN', `${call} may have been carried out, no answer says whether. ${why}`, {
    hint: 'Look whether it was before you run the statement again.',
    scope: { ...scope, requestId: cause.scope.requestId },
    cause,
  });
}
