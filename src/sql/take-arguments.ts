import { isBlank, isName, isOperator, isPunctuation, isWord, nameOf, type Token, textOf } from './token.ts';
import { tokenize } from './tokenize.ts';

/** A condition of a WHERE that gives a call a value, `DeleteAssociatedSnapshots = true`, and what is left of the WHERE. */
export interface TakenArguments {
  readonly arguments: readonly { readonly name: string; readonly expression: string }[];
  /** Undefined where no condition is left. */
  readonly where: string | undefined;
}

/** Takes those conditions out of a WHERE, which AND joins, that say what an argument of a call is. */
export function takeArguments(where: string, isArgument: (name: string) => boolean): TakenArguments {
  const conditions = conditionsOf(where);
  const taken = conditions.map((tokens) => argumentIn(tokens, isArgument));
  if (taken.every((one) => one === undefined)) return { arguments: [], where };
  const left = conditions.filter((_, index) => taken[index] === undefined).map((tokens) => textOf(tokens).trim());
  return {
    arguments: taken.filter((one) => one !== undefined),
    where: left.length === 0 ? undefined : left.join(' AND '),
  };
}

/** The parts between the ANDs of the outermost level; the whole where an OR stands there. */
function conditionsOf(where: string): readonly (readonly Token[])[] {
  const conditions: Token[][] = [[]];
  let depth = 0;
  let isBetween = false;
  const tokens = tokenize(where);
  for (const token of tokens) {
    if (isPunctuation(token, '(') || isPunctuation(token, '[') || isWord(token, 'case')) depth += 1;
    if (isPunctuation(token, ')') || isPunctuation(token, ']') || isWord(token, 'end')) depth -= 1;
    if (depth === 0 && isWord(token, 'or')) return [tokens];
    if (depth === 0 && isWord(token, 'between')) isBetween = true;
    if (depth === 0 && isWord(token, 'and')) {
      if (!isBetween) {
        conditions.push([]);
        continue;
      }
      isBetween = false;
    }
    conditions.at(-1)?.push(token);
  }
  return conditions;
}

function argumentIn(
  tokens: readonly Token[],
  isArgument: (name: string) => boolean,
): { readonly name: string; readonly expression: string } | undefined {
  const [name, operator, ...value] = tokens.filter((token) => !isBlank(token));
  if (!isName(name) || !isArgument(nameOf(name))) return undefined;
  // `DeleteAssociatedSnapshots` alone is true.
  if (operator === undefined) return { name: nameOf(name), expression: 'true' };
  if (!isOperator(operator, '=') && !isOperator(operator, '==')) return undefined;
  return value.length === 0
    ? undefined
    : { name: nameOf(name), expression: textOf(tokens.slice(tokens.indexOf(operator) + 1)) };
}
