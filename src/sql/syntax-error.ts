import { positionAt } from '../errors/position-at.ts';
import { SkyqlError } from '../errors/skyql-error.ts';

/** A SYNTAX_ERROR at a character of the source. */
export function syntaxError(source: string, offset: number, message: string, hint?: string): SkyqlError {
  return new SkyqlError('SYNTAX_ERROR', message, { hint, position: positionAt(source, offset) });
}
