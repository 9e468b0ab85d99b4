import { recordKeys } from '../../../data/record-keys.ts';
import { SkyqlError } from '../../../errors/skyql-error.ts';
import type { InsertStatement } from '../../../sql/statement.ts';

/** The names to which an INSERT gives values: those that it lists, else those of its source. Throws WRONG_ARGUMENTS where there is not one for each. */
export function insertedColumns(
  { columns }: Pick<InsertStatement, 'columns'>,
  source: readonly { readonly name: string }[],
): readonly string[] {
  if (columns.length === 0) return recordKeys(source);
  if (columns.length === source.length) return columns;
  throw new SkyqlError(
    'WRONG_ARGUMENTS',
    `INSERT names ${columns.length} columns and the source has ${source.length}.`,
    { hint: 'Give a value for each column.' },
  );
}
