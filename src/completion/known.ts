import type { Catalog } from '../catalog/catalog.ts';

/** A table or a view of the session's own database. */
export interface KnownTable {
  readonly name: string;
  /** Other than `table` for views. */
  readonly kind: 'table' | 'view';
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

/** A function of the engine. */
export interface KnownFunction {
  readonly name: string;
  /** `table` of those that stand in FROM. */
  readonly kind: 'scalar' | 'aggregate' | 'table';
  readonly description: string;
}

/** A setting that SET takes. */
export interface KnownSetting {
  readonly name: string;
  readonly description: string;
}

/**
 * What whoever asks for a completion knows beside the text. Each is asked for only where the cursor stands at a place for it;
 * what is not given is not suggested. Answers may be old: completion waits for no call to a provider.
 */
export interface Known {
  readonly catalogs: readonly Catalog[];
  /** The front parts that names may leave out, as USE has set them. */
  readonly use: readonly string[];
  tables?(): Promise<readonly KnownTable[]>;
  functions?(): Promise<readonly KnownFunction[]>;
  /** The engine's settings; those of skyql are known. */
  settings?(): Promise<readonly KnownSetting[]>;
  regions?(): Promise<readonly string[]>;
  connections?(): Promise<readonly string[]>;
  /** The names of the values that statements may name: `team` of `$team`. */
  parameters?(): Promise<readonly string[]>;
}
