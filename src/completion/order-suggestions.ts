import type { Token } from '../sql/token.ts';
import type { Suggestion } from './completion.ts';
import type { WordAt } from './word-at.ts';

/**
 * The suggestions that go with what is typed, those first that begin with it; each text once, keywords written small where the
 * statement's are.
 */
export function orderSuggestions(
  suggestions: readonly Suggestion[],
  { typed, quote }: Pick<WordAt, 'typed' | 'quote'>,
  before: readonly Token[],
): readonly Suggestion[] {
  const isLower = /^[a-z][a-z_]*$/.test(/^[a-z]/i.test(typed) ? typed : (before[0]?.text ?? ''));
  const wanted = comparable(typed);
  const ranked: Suggestion[][] = [[], [], []];
  const seen = new Set<string>();
  for (const suggestion of suggestions) {
    const rank = fitsQuote(suggestion.text, quote) ? rankOf(suggestion, wanted) : undefined;
    const text = suggestion.kind === 'keyword' && isLower ? suggestion.text.toLowerCase() : suggestion.text;
    if (rank === undefined || seen.has(text)) continue;
    seen.add(text);
    ranked[rank]?.push(text === suggestion.text ? suggestion : { ...suggestion, text });
  }
  return ranked.flat();
}

/** 0 of what begins with what is typed, 1 of what has a word that does, 2 of what was found by what it is about. */
function rankOf({ text, kind, isFound }: Suggestion & { readonly isFound?: true }, wanted: string): number | undefined {
  if (wanted === '') return isFound ? 2 : 0;
  const plain = comparable(text);
  if (plain.startsWith(wanted)) return 0;
  if (kind === 'keyword') return undefined;
  if (plain.split(/[^\p{L}\p{N}]+/u).some((part) => part.startsWith(wanted))) return 1;
  return isFound ? 2 : undefined;
}

/** Without the marks that a name or a value begins with. */
function comparable(text: string): string {
  return text.replace(/^[@'"`$]+/, '').toLowerCase();
}

/** In a string only strings are put in place, in a quoted name only names. */
function fitsQuote(text: string, quote: WordAt['quote']): boolean {
  if (quote === "'") return text.startsWith("'");
  return quote === '"' || quote === '`' ? text.startsWith('"') : true;
}
