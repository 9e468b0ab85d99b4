import { allowedValues, type Predicate } from '../predicate.ts';

/** Whether a statement says which values a column may have. */
export function isBound(predicates: readonly Predicate[], column: string): boolean {
  return allowedValues(predicates, column) !== undefined;
}
