import { isBlank } from './token.ts';
import { tokenize } from './tokenize.ts';

/** Words that name tables, or stand for a statement that does. */
const tableWords = 'from table values describe desc show summarize pivot unpivot pivot_wider pivot_longer call';
/** Functions and words whose value is taken when the statement is read, and not when it runs. */
const stateWords =
  'getvariable current_setting current_schema current_schemas current_catalog current_database in_search_path query query_table';
const otherWords: ReadonlySet<string> = new Set(`${tableWords} ${stateWords}`.split(' '));

/** Whether a query says nothing of tables and of the session's state, so that what DuckDB has read of it once stays right. */
export function readsNoTable(sql: string): boolean {
  const tokens = tokenize(sql).filter((token) => !isBlank(token));
  if (tokens[0]?.text.toLowerCase() !== 'select') return false;
  return tokens.every(({ kind, text }) => {
    if (kind === 'identifier') return !otherWords.has(text.toLowerCase());
    return kind !== 'quoted-identifier';
  });
}
