import { positionAt } from '../../errors/position-at.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import { closingIndex } from '../../sql/closing-index.ts';
import { stringValue } from '../../sql/string-value.ts';
import { isBlank, isName, isPunctuation, isWord, nameOf, type Token } from '../../sql/token.ts';

/** Reads a statement that is ours, word by word. */
export class WordReader {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #index = 0;

  /** The offsets of the tokens are those in the text. */
  constructor(text: string, tokens: readonly Token[]) {
    this.#text = text;
    this.#tokens = tokens.filter((token) => !isBlank(token));
  }

  get isAtEnd(): boolean {
    return this.#index >= this.#tokens.length;
  }

  /** Whether these words stand next. */
  begins(...words: readonly string[]): boolean {
    return words.every((word, ahead) => isWord(this.#tokens[this.#index + ahead], word));
  }

  /** Takes these words, all or none. */
  take(...words: readonly string[]): boolean {
    const isThere = this.begins(...words);
    if (isThere) this.#index += words.length;
    return isThere;
  }

  /** Takes one of these words. */
  takeOneOf(...words: readonly string[]): string | undefined {
    return words.find((word) => this.take(word));
  }

  takePunctuation(text: string): boolean {
    const isThere = isPunctuation(this.peek(), text);
    if (isThere) this.#index += 1;
    return isThere;
  }

  /** Takes all that stands in the brackets that open here. Throws 42601 where they are not closed. */
  takeBrackets(): void {
    const closing = closingIndex(this.#tokens, this.#index);
    if (closing === undefined) throw this.unexpected('end');
    this.#index = closing + 1;
  }

  peek(ahead = 0): Token | undefined {
    return this.#tokens[this.#index + ahead];
  }

  next(): Token | undefined {
    const token = this.peek();
    this.#index += 1;
    return token;
  }

  /** A name; unquoted it is in lower case. Throws 42601. */
  name(): string {
    const token = this.peek();
    if (!isName(token)) throw this.unexpected();
    this.#index += 1;
    return token.kind === 'identifier' ? token.text.toLowerCase() : nameOf(token);
  }

  /** A whole number, its sign too; undefined where none stands. */
  integer(): number | undefined {
    const sign = this.peek()?.kind === 'operator' && this.peek()?.text === '-' ? 1 : 0;
    const token = this.peek(sign);
    if (token?.kind !== 'number' || !/^\d{1,10}$/.test(token.text)) return undefined;
    this.#index += sign + 1;
    return sign === 1 ? -Number(token.text) : Number(token.text);
  }

  /** A value of a setting: a text, a word, a number. Throws 42601. */
  value(): string {
    const number = this.integer();
    if (number !== undefined) return String(number);
    const token = this.peek();
    if (token?.kind !== 'string' && token?.kind !== 'number' && !isName(token)) throw this.unexpected();
    this.#index += 1;
    if (token.kind === 'string') return stringValue(token);
    return token.kind === 'number' ? token.text : nameOf(token);
  }

  /** Where the rest of the statement begins in its text; undefined at the end. */
  get offset(): number | undefined {
    return this.peek()?.offset;
  }

  /** Throws 42601 where something is left. */
  end(): void {
    if (!this.isAtEnd) throw this.unexpected();
  }

  /** 42601 at the next word, or at the end. */
  unexpected(where: 'next' | 'end' = 'next'): SkyqlError {
    const token = where === 'next' ? this.peek() : undefined;
    const what = token === undefined ? 'at end of input' : `at or near "${token.text}"`;
    const position = positionAt(this.#text, token?.offset ?? this.#text.trimEnd().length);
    return new SkyqlError('SYNTAX_ERROR', `syntax error ${what}`, { position });
  }
}
