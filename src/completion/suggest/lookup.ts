import type { Known } from '../known.ts';
import type { Level } from '../levels.ts';
import type { Scope } from '../scope.ts';
import type { WordAt } from '../word-at.ts';

/** What suggestions are looked up by. */
export interface Lookup {
  readonly level: Level;
  readonly scope: Scope;
  readonly known: Known;
  readonly typed: string;
  readonly quote: WordAt['quote'];
  /** Whether a bracket follows, so that a function needs none. */
  readonly hasBracket: boolean;
}
