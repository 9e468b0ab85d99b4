import { closingIndex } from './closing-index.ts';
import { commaIndexes } from './comma-indexes.ts';
import { isName, isPunctuation, nameOf, type Token } from './token.ts';

/** A call of a function in a statement; its tokens are named by their index. */
export interface Call {
  readonly name: Token;
  /** In small letters. */
  readonly called: string;
  readonly opening: Token;
  readonly closing: Token;
  readonly close: number;
  readonly commas: readonly Token[];
  /** What stands between the commas. */
  readonly values: readonly (readonly Token[])[];
}

/** The call whose name stands at an index; undefined where none of these names is called there. */
export function callAt(tokens: readonly Token[], index: number, names: ReadonlySet<string>): Call | undefined {
  const [name, opening] = [tokens[index], tokens[index + 1]];
  if (!isName(name) || opening === undefined || isPunctuation(tokens[index - 1], '.')) return undefined;
  const called = nameOf(name).toLowerCase();
  const close = names.has(called) ? closingIndex(tokens, index + 1) : undefined;
  const closing = close === undefined ? undefined : tokens[close];
  if (close === undefined || closing === undefined) return undefined;
  const places = commaIndexes(tokens, index + 2, close);
  const commas = places.flatMap((place) => tokens[place] ?? []);
  const ends = [...places, close];
  const values = close === index + 2 ? [] : ends.map((end, at) => tokens.slice((ends[at - 1] ?? index + 1) + 1, end));
  return { name, called, opening, closing, close, commas, values };
}
