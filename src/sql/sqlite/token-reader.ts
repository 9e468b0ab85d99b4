import { closingIndex } from '../closing-index.ts';
import { isBlank, isPunctuation, isWord, type Token } from '../token.ts';
import type { Subquery } from './expression.ts';

/** Tokens without blanks, and where in them the reading stands. */
export interface TokenReader {
  readonly tokens: readonly Token[];
  at: number;
}

/** What is written here is none of SQLite's forms. */
export class NotRead extends Error {}

/** The query in the brackets that open here; undefined where something else stands in them. */
export function takeSubquery(reader: TokenReader): Subquery | undefined {
  if (!isPunctuation(peek(reader), '(')) return undefined;
  let first = 1;
  while (isPunctuation(peek(reader, first), '(')) first += 1;
  if (!isWord(peek(reader, first), 'select', 'with', 'values')) return undefined;
  const end = closing(reader, reader.at);
  // `((SELECT 1) + 1)` is an expression.
  if (first > 1 && !isWord(reader.tokens[closing(reader, reader.at + 1) + 1], 'union', 'except', 'intersect')) {
    const inner = closing(reader, reader.at + 1);
    if (inner !== end - 1) return undefined;
  }
  const tokens = reader.tokens.slice(reader.at + 1, end);
  reader.at = end + 1;
  return { tokens };
}

export function closing(reader: TokenReader, opening: number): number {
  const index = closingIndex(reader.tokens, opening);
  if (index === undefined) throw new NotRead();
  return index;
}

export function peek(reader: TokenReader, ahead = 0): Token | undefined {
  return reader.tokens[reader.at + ahead];
}

export function take(reader: TokenReader): Token | undefined {
  return reader.tokens[reader.at++];
}

export function takeWord(reader: TokenReader, word: string): boolean {
  if (!isWord(peek(reader), word)) return false;
  reader.at += 1;
  return true;
}

export function takePunctuation(reader: TokenReader, text: string): boolean {
  if (!isPunctuation(peek(reader), text)) return false;
  reader.at += 1;
  return true;
}

export function readerOf(tokens: readonly Token[]): TokenReader {
  return { tokens: tokens.filter((token) => !isBlank(token)), at: 0 };
}
