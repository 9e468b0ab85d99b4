import { columnName } from '../../data/column-name.ts';
import { quoteIdentifier } from '../../data/quote.ts';
import type { WordAt } from '../word-at.ts';

/** A name as a statement has to write it, or in quotes where one is open. */
export function nameText(name: string, quote: WordAt['quote'] = ''): string {
  return quote === '' ? columnName(name) : quoteIdentifier(name);
}
