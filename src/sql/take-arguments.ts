import { closingIndex } from './closing-index.ts';
import { equalMacro } from './sqlite/comparisons.ts';
import { truthMacro } from './sqlite/meaning.ts';
import { partsOf } from './sqlite/output.ts';
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
  const conditions = conditionsOf(tokenize(where));
  const taken = conditions.map((tokens) => argumentIn(tokens, isArgument));
  if (taken.every((one) => one === undefined)) return { arguments: [], where };
  const left = conditions.filter((_, index) => taken[index] === undefined).map((tokens) => textOf(tokens).trim());
  return {
    arguments: taken.filter((one) => one !== undefined),
    where: left.length === 0 ? undefined : left.join(' AND '),
  };
}

/** The parts between the ANDs, also within brackets; the whole where an OR stands there. */
function conditionsOf(where: readonly Token[]): readonly (readonly Token[])[] {
  const conditions: Token[][] = [[]];
  let depth = 0;
  let isBetween = false;
  for (const token of withoutBrackets(where)) {
    if (isPunctuation(token, '(') || isPunctuation(token, '[') || isWord(token, 'case')) depth += 1;
    if (isPunctuation(token, ')') || isPunctuation(token, ']') || isWord(token, 'end')) depth -= 1;
    if (depth === 0 && isWord(token, 'or')) return [where];
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
  return conditions.length === 1 ? [where] : conditions.flatMap(conditionsOf);
}

/** What stands between brackets around all of it. */
function withoutBrackets(tokens: readonly Token[]): readonly Token[] {
  const start = tokens.findIndex((token) => !isBlank(token));
  const end = tokens.findLastIndex((token) => !isBlank(token));
  if (!isPunctuation(tokens[start], '(') || closingIndex(tokens, start) !== end) return tokens;
  return withoutBrackets(tokens.slice(start + 1, end));
}

function argumentIn(
  tokens: readonly Token[],
  isArgument: (name: string) => boolean,
): { readonly name: string; readonly expression: string } | undefined {
  const { compared, given } = sidesOf(withoutBrackets(tokens));
  const [name, second] = compared.filter((token) => !isBlank(token));
  if (second !== undefined || !isName(name) || !isArgument(nameOf(name))) return undefined;
  // `DeleteAssociatedSnapshots` alone is true.
  return { name: nameOf(name), expression: given === undefined ? 'true' : textOf(given) };
}

interface Sides {
  readonly compared: readonly Token[];
  readonly given: readonly Token[] | undefined;
}

/** The sides of an equality, in the words of StackQL's dialect too: `skyql_equal(name, value, 'c', '-')`. */
function sidesOf(tokens: readonly Token[]): Sides {
  const start = tokens.findIndex((token) => !isBlank(token));
  if (isWord(tokens[start], equalMacro, truthMacro)) {
    const [compared = [], given] = partsOf(withoutBrackets(tokens.slice(start + 1)));
    return { compared, given };
  }
  const equals = tokens.findIndex((token) => isOperator(token, '=') || isOperator(token, '=='));
  if (equals === -1) return { compared: tokens, given: undefined };
  return { compared: tokens.slice(0, equals), given: tokens.slice(equals + 1) };
}
