import type { TypedColumn } from '../statements/columns.ts';
import type { CopyOptions, Source } from '../statements/command.ts';
import type { Rows } from '../statements/result-rows.ts';
import type { ArrayItem } from '../types/array-text.ts';
import type { Format } from '../wire/client-message.ts';
import type { Prepared } from './prepared.ts';

/** How a statement went so far. */
export type Outcome =
  | { readonly kind: 'done'; readonly tag: string }
  | { readonly kind: 'rows'; readonly rows: Rows; readonly tag: (rows: number) => string }
  | { readonly kind: 'copy'; readonly rows: Rows; readonly options: CopyOptions };

/** The text of a statement as the session is asked it, and its parameters. */
export interface BoundText {
  readonly sql: string;
  readonly values: Readonly<Record<string, ArrayItem>>;
  /** What each parameter is cast to, of a statement whose text has no casts. */
  readonly castOf?: (parameter: number) => string | undefined;
  offsetInSource(offset: number): number;
}

/** A statement that is about to run, or is running: of the protocol's Bind, of DECLARE, or of a simple query. */
export interface Portal {
  readonly source: Source;
  readonly bound: BoundText;
  /** What the client sent, for the positions of errors. */
  readonly clientText: string;
  readonly formats: readonly Format[];
  /** What Bind made it of. */
  readonly prepared?: Prepared;
  /** WITH HOLD: it outlives the transaction. */
  readonly hold: boolean;
  /** The columns that the client was told of; `undefined` before, `null` of a statement without rows. */
  described?: readonly TypedColumn[] | null;
  outcome?: Outcome;
  isDone?: boolean;
  /** Stops what it does. */
  stop: AbortController;
}
