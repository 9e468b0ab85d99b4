import { isPunctuation } from '../sql/token.ts';
import type { Completion, Suggestion } from './completion.ts';
import type { Known } from './known.ts';
import { levelAt } from './levels.ts';
import { orderSuggestions } from './order-suggestions.ts';
import { scopeAt } from './scope.ts';
import { statementWants } from './statement-wants.ts';
import { suggestionsFor } from './suggest/suggestions-for.ts';
import { wordAt } from './word-at.ts';

const hints = ['AWAIT', 'NOWAIT', 'SHOWRESULTS', 'NOSTATUS'];

/**
 * What could stand at the cursor of a text, be it finished or not: for the statement that the cursor stands in, and for
 * what is typed of the word there. Reads of the catalog what the statement names, and makes no call.
 *
 * @example
 * const { from, to, suggestions } = await complete('SELECT na FROM aws.ec2.images', 9, { catalogs: [openCatalog('aws')], use: [] });
 */
export async function complete(text: string, cursor: number, known: Known): Promise<Completion> {
  const nothing: Completion = { from: cursor, to: cursor, suggestions: [] };
  const word = wordAt(text, cursor);
  if (word === undefined) return nothing;
  const { typed, quote, from, to, before, after } = word;
  if (quote === '+') return { from, to, suggestions: orderSuggestions(hints.map(hint), word, before) };
  const level = levelAt(before, after);
  const wants = statementWants(level);
  const scope = scopeAt(level);
  const hasBracket = isPunctuation(after[0], '(');
  const lookup = { level, scope, known, typed, quote, hasBracket };
  const found = await Promise.all(wants.map((want) => suggestionsFor(want, lookup)));
  return { from, to, suggestions: orderSuggestions(found.flat(), word, before) };
}

function hint(text: string): Suggestion {
  return { text, kind: 'keyword', detail: 'hint' };
}
