import { isPunctuation, type Token } from '../token.ts';
import { tokenize } from '../tokenize.ts';

/** What a statement says of its own names. */
export interface Scope {
  readonly dynamicNames: ReadonlySet<string>;
  readonly ownNames: ReadonlySet<string>;
  readonly tagRows: ReadonlySet<string>;
}

/**
 * In which form a query gives values that have a type in each row: `any` as they pass between functions, `plain` as texts, `given` as
 * the JSON that resources are made of.
 */
export type Form = 'any' | 'plain' | 'given';

/** Tokens of a statement as it is written anew; where they stood in the source stays known. */
export class Output {
  readonly #tokens: Token[] = [];
  /** Where the source has what follows the last token; undefined after what is written anew. */
  #end: number | undefined;

  get tokens(): readonly Token[] {
    return this.#tokens;
  }

  /** Tokens as they are. */
  copy(tokens: readonly Token[]): void {
    for (const token of tokens) {
      if (this.#tokens.length > 0 && token.offset !== this.#end) this.#tokens.push(blankBefore(token));
      this.#tokens.push(token);
      this.#end = token.offset + token.text.length;
    }
  }

  /** A text that stands for the tokens that begin at one. */
  write(text: string, offset: number): void {
    if (text === '') return;
    const isFirst = this.#tokens.length === 0 || text === ',';
    for (const token of tokenize(isFirst ? text : ` ${text}`)) this.#tokens.push({ ...token, offset });
    this.#end = undefined;
  }
}

function blankBefore({ offset }: Token): Token {
  return { kind: 'whitespace', text: ' ', offset };
}

/** The index of the next token outside of inner brackets that is one; the end where none is. */
export function nextAtLevel(
  tokens: readonly Token[],
  start: number,
  isOne: (token: Token) => boolean,
  end = tokens.length,
): number {
  let depth = 0;
  for (let index = start; index < end; index++) {
    const token = tokens[index];
    if (token === undefined) break;
    if (depth === 0 && isOne(token)) return index;
    if (isOpening(token)) depth += 1;
    if (isClosing(token)) depth -= 1;
  }
  return end;
}

export function isOpening(token: Token | undefined): boolean {
  return isPunctuation(token, '(') || isPunctuation(token, '[') || isPunctuation(token, '{');
}

function isClosing(token: Token | undefined): boolean {
  return isPunctuation(token, ')') || isPunctuation(token, ']') || isPunctuation(token, '}');
}

/** The index of the bracket that closes the one at an index. */
export function bracketEnd(tokens: readonly Token[], opening: number): number {
  return nextAtLevel(tokens, opening + 1, isClosing);
}

/** The parts between the commas outside of inner brackets. */
export function partsOf(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const parts: (readonly Token[])[] = [];
  let start = 0;
  while (start <= tokens.length) {
    const end = nextAtLevel(tokens, start, (token) => isPunctuation(token, ','));
    parts.push(tokens.slice(start, end));
    start = end + 1;
  }
  return parts;
}

/** The text of tokens as the source has it, as far as blanks go. */
export function sourceText(tokens: readonly Token[]): string {
  let text = '';
  let end: number | undefined;
  for (const token of tokens) {
    if (end !== undefined && token.offset > end) text += ' ';
    text += token.text;
    end = token.offset + token.text.length;
  }
  return text;
}
