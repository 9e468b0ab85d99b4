import { quoteIdentifier } from '../../data/quote.ts';
import type { WordAt } from '../word-at.ts';

/** Words that are names only in quotes, as DuckDB has them. */
const reserved = new Set(
  (
    'all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create default ' +
    'deferrable desc describe distinct do else end except false fetch for foreign from grant group having in initially ' +
    'intersect into lambda lateral leading limit not null offset on only or order pivot pivot_longer pivot_wider placing ' +
    'primary qualify references returning select show some summarize symmetric table then to trailing true union unique ' +
    'unpivot using variadic when where window with'
  ).split(' '),
);

/** A name as a statement has to write it, or in quotes where one is open. */
export function nameText(name: string, quote: WordAt['quote'] = ''): string {
  const isPlain = /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !reserved.has(name.toLowerCase());
  return isPlain && quote === '' ? name : quoteIdentifier(name);
}
