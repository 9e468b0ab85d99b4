import type { SkyqlError } from '../errors/skyql-error.ts';
import type { NameReference } from './statement.ts';
import { stringValue } from './string-value.ts';
import { syntaxError } from './syntax-error.ts';
import { isBlank, isName, isPunctuation, isWord, nameOf, type Token, textOf } from './token.ts';

/** Reads a statement's tokens from left to right, over blanks. */
export class TokenCursor {
  readonly source: string;
  #start: number;
  readonly #all: readonly Token[];
  /** Places in `#all` of the tokens that are no blanks. */
  readonly #places: readonly number[];
  #index = 0;

  constructor(source: string, tokens: readonly Token[], start: number) {
    this.source = source;
    this.#start = start;
    this.#all = tokens;
    this.#places = tokens.flatMap((token, place) => (isBlank(token) ? [] : [place]));
  }

  /** Lets a statement begin here: offsets of names count from its start, which this gives. */
  beginStatement(): number {
    this.#start = this.peek()?.offset ?? this.#start;
    return this.#start;
  }

  get index(): number {
    return this.#index;
  }

  get atEnd(): boolean {
    return this.#index >= this.#places.length;
  }

  peek(ahead = 0): Token | undefined {
    const place = this.#places[this.#index + ahead];
    return place === undefined ? undefined : this.#all[place];
  }

  next(): Token | undefined {
    const token = this.peek();
    if (token !== undefined) this.#index++;
    return token;
  }

  moveTo(index: number): void {
    this.#index = index;
  }

  isWord(...words: readonly string[]): boolean {
    return isWord(this.peek(), ...words);
  }

  isPunctuation(text: string): boolean {
    return isPunctuation(this.peek(), text);
  }

  /** Takes the words when they all follow, in this order. */
  takeWords(...words: readonly string[]): boolean {
    if (!words.every((word, ahead) => isWord(this.peek(ahead), word))) return false;
    this.#index += words.length;
    return true;
  }

  takePunctuation(text: string): boolean {
    if (!this.isPunctuation(text)) return false;
    this.#index++;
    return true;
  }

  expectWord(word: string, hint?: string): void {
    if (!this.takeWords(word)) throw this.expected(word.toUpperCase(), hint);
  }

  expectPunctuation(text: string, hint?: string): void {
    if (!this.takePunctuation(text)) throw this.expected(text, hint);
  }

  expectString(what: string): string {
    const token = this.peek();
    if (token?.kind !== 'string') throw this.expected(what);
    this.#index++;
    return stringValue(token);
  }

  expectName(what: string): Token {
    const token = this.peek();
    if (!isName(token)) throw this.expected(what);
    this.#index++;
    return token;
  }

  /** `a.b."c"`, up to as many parts as follow. */
  expectNameReference(what: string): NameReference {
    const first = this.expectName(what);
    const parts = [nameOf(first)];
    while (this.takePunctuation('.')) parts.push(nameOf(this.expectName(`a name after ${parts.join('.')}.`)));
    return { parts, offset: first.offset - this.#start };
  }

  expectEnd(after: string, hint?: string): void {
    if (!this.atEnd)
      throw this.error(`Expected the end of the statement after ${after}, found ${this.#found()}.`, hint);
  }

  /** The text of the tokens from one index up to another, without blanks around it. */
  textBetween(from: number, to: number): string {
    const first = this.#places[from];
    const last = this.#places[to - 1];
    if (first === undefined || last === undefined || to <= from) return '';
    return textOf(this.#all.slice(first, last + 1));
  }

  textToEnd(): string {
    const from = this.#index;
    this.#index = this.#places.length;
    return this.textBetween(from, this.#index);
  }

  /**
   * Takes what stands before the first token outside all brackets that `stops` answers true for, and gives its text.
   * Throws SYNTAX_ERROR for brackets that do not match, and, where `what` is given, for nothing at all.
   */
  takeUntil(stops: (token: Token, previous: Token | undefined) => boolean, what?: string): string {
    const from = this.#index;
    const open: Token[] = [];
    for (let token = this.peek(); token !== undefined; token = this.peek()) {
      if (open.length === 0 && stops(token, this.peek(-1))) break;
      this.#trackBracket(token, open);
      this.#index++;
    }
    const unclosed = open.at(-1);
    if (unclosed !== undefined) throw syntaxError(this.source, unclosed.offset, `${unclosed.text} is not closed.`);
    if (what !== undefined && this.#index === from) throw this.expected(what);
    return this.textBetween(from, this.#index);
  }

  /** Takes a bracketed group, the cursor being at its opening bracket, and gives the text between the brackets. */
  takeGroup(): string {
    const from = this.#index;
    this.#index++;
    this.takeUntil((token) => isPunctuation(token, ')'));
    if (!this.takePunctuation(')')) {
      const opening = this.#all[this.#places[from] ?? 0];
      throw syntaxError(this.source, opening?.offset ?? 0, '( is not closed.');
    }
    return this.textBetween(from + 1, this.#index - 1);
  }

  expected(what: string, hint?: string): SkyqlError {
    return this.error(`Expected ${what}, found ${this.#found()}.`, hint);
  }

  error(message: string, hint?: string): SkyqlError {
    const last = this.#all.at(-1);
    const end = last === undefined ? this.#start : last.offset + last.text.length;
    return syntaxError(this.source, this.peek()?.offset ?? end, message, hint);
  }

  #found(): string {
    const token = this.peek();
    if (token === undefined) return 'the end of the statement';
    return this.source.slice(token.offset, token.offset + 40).match(/^\S+?(?=[\s,;()]|$)|^\S/)?.[0] ?? token.text;
  }

  #trackBracket(token: Token, open: Token[]): void {
    if (token.kind !== 'punctuation') return;
    if (token.text in closing) open.push(token);
    const opening = open.at(-1);
    if (!')]}'.includes(token.text)) return;
    if (opening === undefined || closing[opening.text] !== token.text) {
      throw syntaxError(this.source, token.offset, `${token.text} closes nothing.`);
    }
    open.pop();
  }
}

const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
