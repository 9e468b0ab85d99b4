import type { Token } from './token.ts';

/** What each of some tokens becomes. */
export type Replacements = Map<Token, string>;

/** A form of a statement: where it stands at an index, it says what its tokens become. */
export type Form = (tokens: readonly Token[], index: number, replaced: Replacements) => void;
