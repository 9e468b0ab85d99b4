import { isName, nameOf } from './token.ts';
import { tokenize } from './tokenize.ts';

/** The distinct names in a piece of SQL, unquoted, as it writes them; keywords among them. */
export function identifiersIn(sql: string): readonly string[] {
  return [...new Set(tokenize(sql).filter(isName).map(nameOf))];
}
