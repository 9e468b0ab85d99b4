import { isBlank, isPunctuation, isWord, type Token } from './token.ts';
import { tokenize } from './tokenize.ts';

/**
 * What stands between the ORs of a condition, outside of its brackets and of CASE; of one without any the condition itself.
 *
 * @example
 * disjuncts("((a IS NOT NULL) OR (b = 'x'))"); // ['(a IS NOT NULL) ', " (b = 'x')"]
 */
export function disjuncts(condition: string): readonly string[] {
  const tokens = inBrackets(tokenize(condition).filter((token) => !isBlank(token)));
  const [first] = tokens;
  const last = tokens.at(-1);
  if (first === undefined || last === undefined) return [condition];
  let depth = 0;
  const ors = tokens.filter((token) => {
    if (opens(token)) depth += 1;
    else if (closes(token)) depth -= 1;
    return depth === 0 && isWord(token, 'or');
  });
  const starts = [first.offset, ...ors.map(({ offset, text }) => offset + text.length)];
  const ends = [...ors.map(({ offset }) => offset), last.offset + last.text.length];
  return starts.map((start, index) => condition.slice(start, ends[index]));
}

/** What is in brackets that hold all of it. */
function inBrackets(tokens: readonly Token[]): readonly Token[] {
  if (!isPunctuation(tokens[0], '(')) return tokens;
  let depth = 0;
  const closing = tokens.findIndex((token) => {
    if (opens(token)) depth += 1;
    else if (closes(token)) depth -= 1;
    return depth === 0;
  });
  return closing === tokens.length - 1 ? inBrackets(tokens.slice(1, -1)) : tokens;
}

function opens(token: Token): boolean {
  return isPunctuation(token, '(') || isPunctuation(token, '[') || isPunctuation(token, '{') || isWord(token, 'case');
}

function closes(token: Token): boolean {
  return isPunctuation(token, ')') || isPunctuation(token, ']') || isPunctuation(token, '}') || isWord(token, 'end');
}
