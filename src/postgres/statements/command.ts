import type { Statement } from '../../sql/statement.ts';

/** Modes of a transaction: `ISOLATION LEVEL SERIALIZABLE, READ ONLY`. */
export interface TransactionModes {
  readonly isolation?: string;
  readonly readOnly?: boolean;
  readonly deferrable?: boolean;
}

/** Where FETCH and MOVE go: over so many rows, all that there are, or to one row alone, counted from the end where it is negative. */
export type Fetch =
  | { readonly kind: 'forward' | 'backward'; readonly count: number }
  | { readonly kind: 'absolute'; readonly row: number }
  | { readonly kind: 'relative'; readonly rows: number };

/** How COPY writes and reads. */
export interface CopyOptions {
  readonly format: 'text' | 'csv' | 'binary';
  readonly delimiter: string;
  readonly null: string;
  readonly header: boolean;
  readonly quote: string;
  readonly escape: string;
  readonly forceQuote: '*' | readonly string[];
  /** Whether what a header says has to be the columns' names. */
  readonly matchesHeader: boolean;
  /** Columns whose values are NULL also in quotes, and such as are never NULL. */
  readonly forceNull: readonly string[];
  readonly forceNotNull: readonly string[];
}

/** A statement as the server sees it: one of its own, or one for the session. */
export type Command =
  | { readonly kind: 'begin'; readonly modes: TransactionModes; readonly tag: 'BEGIN' | 'START TRANSACTION' }
  | { readonly kind: 'commit' | 'rollback'; readonly chain: boolean }
  | { readonly kind: 'savepoint' | 'release' | 'rollback-to'; readonly name: string }
  | { readonly kind: 'set'; readonly name: string; readonly values: readonly string[]; readonly isLocal: boolean }
  | { readonly kind: 'reset'; readonly name: string; readonly tag: 'SET' | 'RESET' }
  | { readonly kind: 'set-modes'; readonly modes: TransactionModes; readonly scope: 'transaction' | 'session' }
  | { readonly kind: 'show'; readonly name: string }
  | { readonly kind: 'discard'; readonly what: string }
  | { readonly kind: 'deallocate'; readonly name: string | undefined }
  | {
      readonly kind: 'declare';
      readonly name: string;
      readonly hold: boolean;
      readonly isBinary: boolean;
      readonly isScroll: boolean;
      readonly sql: string;
      readonly sqlOffset: number;
    }
  | { readonly kind: 'fetch' | 'move'; readonly name: string; readonly fetch: Fetch }
  | { readonly kind: 'close'; readonly name: string | undefined }
  | {
      readonly kind: 'copy-out';
      readonly sql: string;
      readonly sqlOffset: number;
      readonly options: CopyOptions;
      /** What `sql` reads where that is no query of its own; all of its columns unless it names any. */
      readonly from?: { readonly table: readonly string[]; readonly columns: readonly string[] };
    }
  | {
      readonly kind: 'prepare';
      readonly name: string;
      /** OIDs of the parameters' types; 0 of one that is left open. */
      readonly types: readonly number[];
      readonly sql: string;
      readonly sqlOffset: number;
      readonly statement: Statement;
    }
  | {
      readonly kind: 'execute';
      readonly name: string;
      /** The values, with commas between. */
      readonly sql: string;
      readonly sqlOffset: number;
      /** The EXPLAIN that stands before it: `EXPLAIN ANALYZE `. */
      readonly explain?: string;
    }
  | {
      readonly kind: 'copy-in';
      readonly table: readonly string[];
      /** All of the table's unless it names any. */
      readonly columns: readonly string[];
      readonly options: CopyOptions;
    }
  | { readonly kind: 'unlisten' }
  | {
      readonly kind: 'signal';
      readonly process: number;
      readonly action: 'cancel' | 'terminate';
      readonly column: string;
    }
  | { readonly kind: 'session'; readonly statement: Statement };

/** A command, with the text that it was read from. */
export interface Source {
  readonly command: Command;
  readonly sql: string;
  /** Of the text in what the client sent. */
  readonly offset: number;
}
