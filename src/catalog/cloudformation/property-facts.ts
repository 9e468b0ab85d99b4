import type { DocumentedType } from '../resource-description.ts';

/** What no schema says about the columns of a type. */
export interface PropertyFacts {
  /** The columns that come first, in this order; the others follow as documented. */
  readonly columnOrder?: readonly string[];
  /** Columns whose type no schema says rightly. */
  readonly columnTypes?: Readonly<Record<string, DocumentedType>>;
  /** JSON columns whose values keep the member names of the native API. */
  readonly nativeForm?: readonly string[];
  /** Columns that the list handler returns besides the identifier. */
  readonly listReturns?: readonly string[];
}
