import { SkyqlError } from '../errors/skyql-error.ts';
import { functionAdvice } from '../sql/function-advice.ts';

/** An error about a function that DuckDB does not have, with what to write instead where that is known. */
export function advise(error: unknown): unknown {
  if (!(error instanceof SkyqlError) || error.code !== 'UNKNOWN_FUNCTION') return error;
  const name = /Function with name "?([^"\s]+)"? does not exist/.exec(error.message)?.[1];
  const advice = name === undefined ? undefined : functionAdvice(name.toLowerCase());
  if (advice === undefined) return error;
  return new SkyqlError(error.code, error.message, { hint: advice, position: error.position, cause: error });
}
