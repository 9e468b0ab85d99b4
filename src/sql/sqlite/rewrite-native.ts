import { isPunctuation, isWord, type Token } from '../token.ts';
import { bracketEnd, type Output, type Scope } from './output.ts';
import { rewriteQuery } from './rewrite-query.ts';

/** What DuckDB alone reads stays as it is; queries in it are the dialect's. */
export function rewriteNative(tokens: readonly Token[], scope: Scope, output: Output): void {
  let start = 0;
  for (let index = 0; index < tokens.length; index++) {
    if (!isPunctuation(tokens[index], '(') || !isWord(tokens[index + 1], 'select', 'with')) continue;
    const end = bracketEnd(tokens, index);
    output.copy(tokens.slice(start, index + 1));
    rewriteQuery(tokens.slice(index + 1, end), scope, 'any', output);
    start = end;
    index = end;
  }
  output.copy(tokens.slice(start));
}
