import { SkyqlError } from '../errors/skyql-error.ts';

/** The error of a statement that answers more rows than it may. */
export function tooManyRows(most: number): SkyqlError {
  return new SkyqlError('TOO_MANY_ROWS', `The statement answers more than the ${most} rows that there may be.`, {
    hint: 'Ask for fewer by WHERE, GROUP BY or LIMIT. --max-rows (maxRows in a program) sets how many there may be.',
  });
}
