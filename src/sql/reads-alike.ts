import { endsOperand, isBlank, isOperator, isPunctuation, isWord, type Token } from './token.ts';
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
  const tokens = tokenize(sql).filter((token) => !isBlank(token) || token.kind === 'hint');
  return tokens.every((token, index) => {
    switch (token.kind) {
      case 'operator':
        return plainOperators.has(token.text) || isPlainCast(tokens, index);
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
        return token.kind === 'number' || token.kind === 'quoted-identifier';
    }
  });
}

/** `(a + b)::BIGINT`, `'x'::JSON`, `1::BIGINT`: a cast binds before all else, of what has no sign to a type of one word. */
function isPlainCast(tokens: readonly Token[], index: number): boolean {
  const [sign, before, cast, type] = [tokens[index - 2], tokens[index - 1], tokens[index], tokens[index + 1]];
  const isSigned = before?.kind === 'number' && (isOperator(sign, '-') || isOperator(sign, '+'));
  const isEnded = isPunctuation(before, ')') || (before?.kind !== 'punctuation' && endsOperand(before));
  return isOperator(cast, '::') && isEnded && !isSigned && isWord(type, ...castTypes);
}

const castTypes = 'bigint integer int double boolean varchar text json date timestamp timestamptz'.split(' ');
