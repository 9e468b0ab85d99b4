export type SuggestionKind =
  | 'keyword'
  | 'provider'
  | 'service'
  | 'resource'
  | 'table'
  | 'column'
  | 'condition'
  | 'parameter'
  | 'method'
  | 'argument'
  | 'function'
  | 'type'
  | 'setting'
  | 'value';

/** What could stand at the cursor. */
export interface Suggestion {
  /** What is put in place, quoted where it has to be. */
  readonly text: string;
  readonly kind: SuggestionKind;
  /** A few words on what it is: the type of a column, what a resource is. Empty of what says enough itself. */
  readonly detail: string;
}

/** What could stand in the place of a piece of the text, best first. */
export interface Completion {
  /** Where the piece that a suggestion takes the place of begins and ends, in UTF-16 units. */
  readonly from: number;
  readonly to: number;
  readonly suggestions: readonly Suggestion[];
}
