import { isName, nameOf } from './token.ts';
import { tokenize } from './tokenize.ts';

/** The names in a piece of SQL as often as they stand there, unquoted, as it writes them; keywords among them. */
export function identifiersIn(sql: string): readonly string[] {
  return tokenize(sql).filter(isName).map(nameOf);
}
