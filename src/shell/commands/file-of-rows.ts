import { UsageError } from '../../terminal/usage-error.ts';
import { fileNameOf } from './file-name-of.ts';

/** The file that a command writes rows to. Throws a UsageError of a program, which psql would start. */
export function fileOfRows(argument: string): string {
  if (argument.startsWith('|'))
    throw new UsageError(
      'Rows go to files, and not to programs.',
      'Write a file, or let another shell do it: skyql query "SELECT ..." | program. \\pager shows long results.',
    );
  return fileNameOf(argument);
}
