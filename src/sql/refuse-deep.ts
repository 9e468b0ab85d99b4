import { positionAt } from '../errors/position-at.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import { endsOperand, isBlank, isWord, type Token } from './token.ts';

/** DuckDB's parser ends the process at a thousand brackets within each other. */
const deepest = 100;
/**
 * Each level of these, lists, queries inside of expressions and lambdas, doubles the time that DuckDB's parser takes, on the thread
 * of the program, for it has to go back: ten are a tenth of a second, eighteen half a minute. Brackets alone cost it nothing.
 */
const deepestGroups = 10;

const closing: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** Refuses, before DuckDB reads it, what it could not read in time. Throws TOO_DEEP, and SYNTAX_ERROR for brackets that stay open. */
export function refuseDeep(source: string, tokens: readonly Token[]): void {
  const open: { readonly token: Token; isGroup: boolean }[] = [];
  let groups = 0;
  let previous: Token | undefined;
  const whole = tokens.filter((token) => !isBlank(token));
  for (const [index, token] of whole.entries()) {
    if (token.kind === 'punctuation' && '([{'.includes(token.text)) {
      const isGroup = opensGroup(token, previous, whole[index + 1]);
      open.push({ token, isGroup });
      if (isGroup) groups += 1;
      if (open.length > deepest || groups > deepestGroups) throw tooDeep(source, token, open.length > deepest);
    } else if (isArrow(token, whole[index + 1])) {
      const around = open.at(-1);
      if (around?.isGroup === false) {
        around.isGroup = true;
        groups += 1;
        if (groups > deepestGroups) throw tooDeep(source, around.token, false);
      }
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

/** A list, or a query where a value stands: where a table does, the parser does not go back. */
function opensGroup(token: Token, previous: Token | undefined, next: Token | undefined): boolean {
  if (token.text === '[') return !endsOperand(previous);
  return token.text === '(' && isWord(next, 'select', 'with', 'values', 'from') && !isWord(previous, ...tableWords);
}

const tableWords = ['from', 'join', 'as', 'lateral', 'union', 'all', 'except', 'intersect'];

/** `x -> f(x)` or `lambda x: f(x)`; what takes JSON apart has a text or a number after it. */
function isArrow(token: Token, next: Token | undefined): boolean {
  if (isWord(token, 'lambda')) return true;
  return token.kind === 'operator' && token.text === '->' && next?.kind !== 'string' && next?.kind !== 'number';
}

function tooDeep(source: string, token: Token, isAny: boolean): SkyqlError {
  const most = isAny ? `${deepest} brackets` : `${deepestGroups} lists, queries in expressions or lambdas`;
  return new SkyqlError('TOO_DEEP', `The statement nests more than ${most} within each other.`, {
    hint: 'Give the inner parts names with WITH name AS (...), or take needless brackets away.',
    position: positionAt(source, token.offset),
  });
}
