import { isName, isOperator, isPunctuation, isWord, type Token } from './token.ts';

/** Where the operand starts that ends before an index, casts and subscripts included: `t.a['k']`, `f(x)::JSON`, `CASE ... END`. */
export function operandStart(tokens: readonly Token[], end: number): number {
  let start = end - 1;
  if (isOperator(tokens[start - 1], '::') && isName(tokens[start])) return operandStart(tokens, start - 1);
  if (isWord(tokens[start], 'end')) return Math.max(caseStart(tokens, start), 0);
  if (isPunctuation(tokens[start], ']')) {
    start = openingIndex(tokens, start);
    const before = tokens[start - 1];
    if (isWord(before, 'array')) return start - 1;
    return isPunctuation(before, ')') || isPunctuation(before, ']') || isName(before)
      ? operandStart(tokens, start)
      : start;
  }
  if (isPunctuation(tokens[start], '}')) return openingIndex(tokens, start);
  if (isPunctuation(tokens[start], ')')) {
    start = openingIndex(tokens, start);
    // `sum(a) FILTER (WHERE b) OVER (PARTITION BY c)`
    if (isWord(tokens[start - 1], 'filter', 'over')) return operandStart(tokens, start - 1);
    if (isName(tokens[start - 1]) && !isWord(tokens[start - 1], ...openers)) start -= 1;
  }
  while (isPunctuation(tokens[start - 1], '.') && isName(tokens[start - 2])) start -= 2;
  return Math.max(start, 0);
}

/** Words after which a parenthesis opens an operand and no list of arguments. */
const openers = (
  'select where and or not in on by having when then else case limit offset values from union all distinct except intersect ' +
  'like ilike between is as using set returning qualify any some'
).split(' ');

const pairs: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

function openingIndex(tokens: readonly Token[], closing: number): number {
  const close = tokens[closing]?.text ?? '';
  const open = pairs[close] ?? '';
  let depth = 0;
  for (let index = closing; index >= 0; index--) {
    if (isPunctuation(tokens[index], close)) depth++;
    if (isPunctuation(tokens[index], open) && --depth === 0) return index;
  }
  return closing;
}

function caseStart(tokens: readonly Token[], end: number): number {
  let depth = 0;
  for (let index = end; index >= 0; index--) {
    if (isWord(tokens[index], 'end')) depth++;
    if (isWord(tokens[index], 'case') && --depth === 0) return index;
  }
  return end;
}
