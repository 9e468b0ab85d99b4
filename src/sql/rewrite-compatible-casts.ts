import { quoteLiteral } from '../data/quote.ts';
import { compatibleCasts } from './compatible-casts.ts';
import { compatibleValue } from './compatible-value.ts';
import { stringValue } from './string-value.ts';
import { isBlank, isWord, type Token } from './token.ts';
import { tokenize } from './tokenize.ts';

/** What each type is here; the functions are of engine/compatibility. */
const meanings: Readonly<Record<string, { readonly type: string; readonly of: string }>> = {
  inet: { type: 'VARCHAR', of: 'skyql_inet' },
  cidr: { type: 'VARCHAR', of: 'skyql_cidr' },
  money: { type: '"money"', of: 'skyql_money' },
};

/** Casts to types of PostgreSQL that are texts and numbers here: a text is as the type writes it, other values go through a function. */
export function rewriteCompatibleCasts(tokens: readonly Token[]): readonly Token[] {
  const significant = tokens.filter((token) => !isBlank(token));
  const replaced = new Map<Token, string>();
  const before = new Map<Token, string>();
  for (const meant of compatibleCasts(significant)) {
    const { type, literal, form, at, start } = meant;
    const meaning = meanings[type];
    const first = significant[start];
    const [cast, named, closing] = [significant[at - 1], significant[at], significant[at + 1]];
    if (meaning === undefined || first === undefined || named === undefined) continue;
    const value = literal === undefined ? undefined : compatibleValue(stringValue(literal), meant);
    if (literal !== undefined && value !== undefined) {
      replaced.set(literal, quoteLiteral(value));
      if (form !== 'compared') replaced.set(named, meaning.type);
    } else if (form === 'postfix' && cast !== undefined) {
      before.set(first, `${meaning.of}(${before.get(first) ?? ''}`);
      replaced.set(cast, ')');
      replaced.set(named, '');
    } else if (form === 'call' && cast !== undefined && closing !== undefined) {
      replaced.set(first, isWord(first, 'try_cast') ? `TRY(${meaning.of}` : meaning.of);
      replaced.set(cast, '');
      replaced.set(named, isWord(first, 'try_cast') ? ')' : '');
    }
  }
  if (replaced.size === 0) return tokens;
  return tokens.flatMap((token): readonly Token[] => {
    const prefix = before.get(token) ?? '';
    const text = replaced.get(token);
    if (text === '') return [{ ...token, kind: 'whitespace', text }];
    if (text === undefined && prefix === '') return [token];
    return tokenize(prefix + (text ?? token.text)).map((part) => ({ ...part, offset: token.offset }));
  });
}
