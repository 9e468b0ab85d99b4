import { quoteLiteral } from '../../data/quote.ts';
import { isBlank, isPunctuation, isWord, nameOf, type Token } from '../token.ts';
import { tokenize } from '../tokenize.ts';

/**
 * What stands in double quotes and is the name of nothing is a text to SQLite. `known` are the names of all columns that a query may
 * read, in small letters; what the query names itself it knows.
 */
export function quotedTexts(sql: string, known: ReadonlySet<string>): string {
  if (!sql.includes('"')) return sql;
  const tokens = tokenize(sql);
  const significant = tokens.filter((token) => !isBlank(token));
  const names = new Set(known);
  significant.forEach((token, index) => {
    if (token.kind === 'identifier' || (token.kind === 'quoted-identifier' && !isValue(significant, index)))
      names.add(nameOf(token).toLowerCase());
  });
  const texts = new Set(
    significant.filter(
      (token, index) =>
        token.kind === 'quoted-identifier' && isValue(significant, index) && !names.has(nameOf(token).toLowerCase()),
    ),
  );
  return tokens.map((token) => (texts.has(token) ? quoteLiteral(nameOf(token)) : token.text)).join('');
}

/** Whether a name can be a value where it stands: no part of a longer name, no alias, no function. */
function isValue(tokens: readonly Token[], index: number): boolean {
  const [before, next] = [tokens[index - 1], tokens[index + 1]];
  if (isPunctuation(before, '.') || isPunctuation(next, '.') || isPunctuation(next, '(')) return false;
  if (before === undefined || before.kind === 'string' || before.kind === 'number') return false;
  if (isPunctuation(before, '(') || isPunctuation(before, ',') || before.kind === 'operator') return true;
  return isWord(before, ...valueWords);
}

const valueWords = 'select distinct where and or not like glob between in then else when case on having'.split(' ');
