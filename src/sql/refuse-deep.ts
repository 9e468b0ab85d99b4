import { positionAt } from '../errors/position-at.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import { endsOperand, isBlank, type Token } from './token.ts';

/** DuckDB's parser ends the process at a thousand brackets within each other. */
const deepest = 100;
/**
 * Each level of these, lists and brackets around an expression or a query, doubles the time that DuckDB's parser takes where it
 * has to go back: twelve are a second, eighteen a minute, on the thread of the program.
 */
const deepestGroups = 12;

const closing: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** Refuses, before DuckDB reads it, what it could not read in time. Throws TOO_DEEP, and SYNTAX_ERROR for brackets that stay open. */
export function refuseDeep(source: string, tokens: readonly Token[]): void {
  const open: { readonly token: Token; readonly isGroup: boolean }[] = [];
  let groups = 0;
  let previous: Token | undefined;
  for (const token of tokens) {
    if (isBlank(token)) continue;
    if (token.kind === 'punctuation' && '([{'.includes(token.text)) {
      const isGroup = !endsOperand(previous);
      open.push({ token, isGroup });
      if (isGroup) groups += 1;
      if (open.length > deepest || groups > deepestGroups) throw tooDeep(source, token, open.length > deepest);
    } else if (token.kind === 'punctuation' && closing[token.text] !== undefined) {
      if (open.pop()?.isGroup === true) groups -= 1;
    }
    previous = token;
  }
  const [first] = open;
  if (first === undefined) return;
  throw new SkyqlError('SYNTAX_ERROR', `The ${first.token.text} is not closed.`, {
    hint: 'Close it, or take it away.',
    position: positionAt(source, first.token.offset),
  });
}

function tooDeep(source: string, token: Token, isAny: boolean): SkyqlError {
  const most = isAny ? `${deepest} brackets` : `${deepestGroups} lists, subqueries or bracketed expressions`;
  return new SkyqlError('TOO_DEEP', `The statement nests more than ${most} within each other.`, {
    hint: 'Give the inner parts names with WITH name AS (...), or take needless brackets away.',
    position: positionAt(source, token.offset),
  });
}
