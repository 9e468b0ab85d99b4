import { closingIndex } from '../../sql/closing-index.ts';
import { stringValue } from '../../sql/string-value.ts';
import { isBlank, isName, isPunctuation, isWord, nameOf, type Token } from '../../sql/token.ts';
import { PostgresError } from '../errors/postgres-error.ts';

/** Reads a statement that is ours, word by word. */
export class WordReader {
  readonly #tokens: readonly Token[];
  #index = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens.filter((token) => !isBlank(token));
  }

  get isAtEnd(): boolean {
    return this.#index >= this.#tokens.length;
  }

  /** Takes these words, all or none. */
  take(...words: readonly string[]): boolean {
    const isThere = words.every((word, ahead) => isWord(this.#tokens[this.#index + ahead], word));
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
    if (closing === undefined) throw unexpected(undefined);
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
    const token = this.next();
    if (!isName(token)) throw unexpected(token);
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
    const token = this.next();
    if (token?.kind === 'string') return stringValue(token);
    if (token?.kind === 'number') return token.text;
    if (isName(token)) return nameOf(token);
    throw unexpected(token);
  }

  /** Where the rest of the statement begins in its text; undefined at the end. */
  get offset(): number | undefined {
    return this.peek()?.offset;
  }

  /** Throws 42601 where something is left. */
  end(): void {
    if (!this.isAtEnd) throw unexpected(this.peek());
  }
}

export function unexpected(token: Token | undefined): PostgresError {
  return token === undefined
    ? new PostgresError('42601', 'syntax error at end of input')
    : new PostgresError('42601', `syntax error at or near "${token.text}"`);
}
