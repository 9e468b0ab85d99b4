import { isBlank } from './token.ts';
import { tokenize } from './tokenize.ts';

/** Operators that bind in DuckDB's old parser as they do in its new one. */
const plainOperators: ReadonlySet<string> = new Set(['=', '<', '>', '<=', '>=', '<>', '!=', '+', '-', '*', '/', '||']);
const plainPunctuation: ReadonlySet<string> = new Set(['(', ')', ',', '.']);
/** Words that begin what the parsers are known to read, or may read, in two ways. */
const otherWords: ReadonlySet<string> = new Set(
  'lambda collate operator pivot unpivot pivot_wider pivot_longer recursive asof positional escape similar'.split(' '),
);

/**
 * Whether a statement says the same to both of DuckDB's parsers: it has nothing but names, literals and operators of
 * whose order there is no doubt. What is not known to be alike is taken for different.
 */
export function readsAlike(sql: string): boolean {
  return tokenize(sql).every((token) => {
    switch (token.kind) {
      case 'operator':
        return plainOperators.has(token.text);
      case 'punctuation':
        return plainPunctuation.has(token.text);
      case 'identifier':
        return !otherWords.has(token.text.toLowerCase());
      case 'parameter':
      case 'hint':
        return false;
      case 'string':
        return token.text.startsWith("'");
      default:
        return isBlank(token) || token.kind === 'number' || token.kind === 'quoted-identifier';
    }
  });
}
