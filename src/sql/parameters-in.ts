import { syntaxError } from './syntax-error.ts';
import type { Token } from './token.ts';
import { tokenize } from './tokenize.ts';

/** The parameters that a statement names, each once: `1`, `2` for `$1`, `?`, and `name` for `$name`. */
export function parametersIn(sql: string): readonly string[] {
  return [...new Set(parameterNames(sql, tokenize(sql)).values())];
}

/** What each parameter's token stands for: `name` for `$name`, `:name` and `:'name'`. Throws SYNTAX_ERROR where a statement mixes `?`, `$1` and `$name`. */
export function parameterNames(source: string, tokens: readonly Token[]): ReadonlyMap<Token, string> {
  const names = new Map<Token, string>();
  let first: Token | undefined;
  let marks = 0;
  for (const token of tokens) {
    if (token.kind !== 'parameter') continue;
    first ??= token;
    if (styleOf(token) !== styleOf(first)) {
      throw syntaxError(
        source,
        token.offset,
        `The statement names its parameters in two ways: ${first.text} and ${token.text}.`,
        'Write all as $1, $2, or all as ?, or all as $name.',
      );
    }
    names.set(token, token.text === '?' ? String(++marks) : token.text.slice(1).replaceAll("'", ''));
  }
  return names;
}

function styleOf(token: Token): string {
  if (token.text === '?') return 'mark';
  return /^\$\d/.test(token.text) ? 'number' : 'name';
}
