import { isName, isOperator, isPunctuation, isWord, nameOf, type Token } from './token.ts';
import type { TokenCursor } from './token-cursor.ts';

/** `AS alias`, or an alias alone where the next word is none of the clause's own. */
export function takeAlias(cursor: TokenCursor, ...clauseWords: readonly string[]): string | undefined {
  if (cursor.takeWords('as')) return nameOf(cursor.expectName('a name after AS'));
  if (!isName(cursor.peek()) || cursor.isWord(...clauseWords)) return undefined;
  return nameOf(cursor.expectName('a name'));
}

/** The text of a clause up to the next clause that starts with one of the words; undefined where it is not there. */
export function takeClause(cursor: TokenCursor, word: string, ...until: readonly string[]): string | undefined {
  if (!cursor.takeWords(word)) return undefined;
  return cursor.takeUntil((token) => isWord(token, ...until), `something after ${word.toUpperCase()}`);
}

/** RETURNING and the end of a mutation. */
export function takeReturning(cursor: TokenCursor, verb: string): string | undefined {
  const returning = takeClause(cursor, 'returning');
  cursor.expectEnd(verb, `The clauses of ${verb} come in this order: ${clauseOrder[verb] ?? verb}.`);
  return returning;
}

const clauseOrder: Readonly<Record<string, string>> = {
  INSERT: 'INTO resource (columns) VALUES (...) or a query, RETURNING',
  UPDATE: 'SET, FROM, WHERE, RETURNING',
  DELETE: 'FROM, USING, WHERE, RETURNING',
};

/** Whether a FROM begins a clause: that of `IS DISTINCT FROM` does not. */
export function beginsFrom(token: Token, previous: Token | undefined): boolean {
  return isWord(token, 'from') && !isWord(previous, 'distinct');
}

/** The texts between the commas of a list that ends where `stops` says. */
export function takeList(
  cursor: TokenCursor,
  what: string,
  stops: (token: Token, previous: Token | undefined) => boolean = () => false,
): readonly string[] {
  const items: string[] = [];
  do {
    items.push(cursor.takeUntil((token, previous) => isPunctuation(token, ',') || stops(token, previous), what));
  } while (cursor.takePunctuation(','));
  return items;
}

export function expectEquals(cursor: TokenCursor, after: string): void {
  if (!isOperator(cursor.peek(), '=')) throw cursor.expected(`= after ${after}`);
  cursor.next();
}
