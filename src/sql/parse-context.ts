import type { Hints, Statement } from './statement.ts';
import type { TokenCursor } from './token-cursor.ts';

/** What the parser of one statement form is given: the cursor stands at the statement's first word. */
export interface ParseContext {
  readonly cursor: TokenCursor;
  /** The members that every statement has. */
  readonly base: { readonly sql: string; readonly offset: number };
  readonly hints: Hints;
  /** Whether the statement has parameters, which nothing that is kept for later may hold. */
  readonly hasParameters: boolean;
  /** Parses the statement that begins at the cursor: the one that EXPLAIN explains. */
  readonly parseInner: () => Statement;
  /** Parses a statement that stands in a text of its own, in DuckDB's dialect. */
  readonly parseText: (text: string) => Statement;
}
