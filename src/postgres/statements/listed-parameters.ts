import { closingIndex } from '../../sql/closing-index.ts';
import { isBlank, isWord } from '../../sql/token.ts';
import { tokenize } from '../../sql/tokenize.ts';

/** A statement as its parameters' types are asked for, and which of them are lists of what is found. */
export interface ListedParameters {
  /** As long as the statement itself. */
  readonly sql: string;
  readonly numbers: ReadonlySet<number>;
}

const comparisons = ['=', '<>', '!=', '<', '>', '<=', '>='];

/**
 * `a = ANY ($1)`: the parameter is a list of what `a` is, which DuckDB cannot tell: it is asked of `a = $1`. Those parameters alone
 * whose types nobody has given.
 */
export function listedParameters(sql: string, isOpen: (number: number) => boolean): ListedParameters {
  const tokens = tokenize(sql).filter((token) => !isBlank(token));
  const numbers = new Set<number>();
  let asked = sql;
  const blank = (start: number, end: number): void => {
    asked = asked.slice(0, start) + ' '.repeat(end - start) + asked.slice(end);
  };
  tokens.forEach((token, index) => {
    const number = token.kind === 'parameter' && token.text.startsWith('$') ? Number(token.text.slice(1)) : Number.NaN;
    const [operator, quantifier, opening] = [tokens[index - 3], tokens[index - 2], tokens[index - 1]];
    if (!isWord(quantifier, 'any', 'some', 'all') || quantifier === undefined || opening === undefined) return;
    const closing = tokens[index + 1];
    if (closing === undefined || closingIndex(tokens, index - 1) !== index + 1 || !isOpen(number)) return;
    if (operator?.kind !== 'operator' || !comparisons.includes(operator.text)) return;
    numbers.add(number);
    blank(quantifier.offset, opening.offset + 1);
    blank(closing.offset, closing.offset + 1);
  });
  return { sql: asked, numbers };
}
