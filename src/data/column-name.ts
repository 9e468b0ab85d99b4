import { quoteIdentifier } from './quote.ts';
import { isReservedWord } from './reserved-word.ts';

/** A column, a parameter or another name as a statement writes it, in quotes where it would be read as something else. */
export function columnName(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) && !isReservedWord(name) ? name : quoteIdentifier(name);
}
