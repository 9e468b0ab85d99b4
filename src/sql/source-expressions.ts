import { isBlank, isPunctuation, isWord, type Token } from './token.ts';
import { tokenize } from './tokenize.ts';

/** The expressions of each row of `VALUES (...), (...)`, or of the list of a SELECT; none of another query. */
export function sourceExpressions(source: string): readonly (readonly string[])[] {
  const tokens = tokenize(source).filter((token) => !isBlank(token));
  if (isWord(tokens[0], 'values')) return rowsOf(source, tokens);
  if (!isWord(tokens[0], 'select')) return [];
  return [listFrom(source, tokens, 1).items];
}

function rowsOf(source: string, tokens: readonly Token[]): readonly (readonly string[])[] {
  const rows: (readonly string[])[] = [];
  for (let index = 1; isPunctuation(tokens[index], '('); ) {
    const { items, end } = listFrom(source, tokens, index + 1);
    rows.push(items);
    // Behind the bracket, and the comma before the next row.
    index = end + 2;
  }
  return rows;
}

/** Expressions with commas between, up to the bracket around them, FROM, or the end. */
function listFrom(source: string, tokens: readonly Token[], start: number) {
  const items: string[] = [];
  let depth = 0;
  let begin = start;
  for (let index = start; ; index += 1) {
    const token = tokens[index];
    const ends = token === undefined || (depth === 0 && (isWord(token, 'from') || isPunctuation(token, ')')));
    if (ends || (depth === 0 && isPunctuation(token, ','))) {
      const [first, last] = [tokens[begin], tokens[index - 1]];
      if (first !== undefined && last !== undefined && index > begin)
        items.push(source.slice(first.offset, last.offset + last.text.length));
      begin = index + 1;
    }
    if (ends) return { items, end: index };
    if (/^[([{]$/.test(token.text) && token.kind === 'punctuation') depth += 1;
    if (/^[)\]}]$/.test(token.text) && token.kind === 'punctuation') depth -= 1;
  }
}
