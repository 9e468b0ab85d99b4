import type { Relation } from './relations.ts';

/** What may stand at the cursor, before it is looked up. */
export type Want =
  | { readonly kind: 'keywords'; readonly words: readonly string[] }
  /** A table, or the next part of its name behind `parts`. */
  | {
      readonly kind: 'tables';
      readonly parts: readonly string[];
      readonly of: 'query' | 'change' | 'catalog' | 'local';
    }
  /** A provider or a service alone. */
  | { readonly kind: 'services'; readonly parts: readonly string[] }
  /** A column of what the statement reads; behind `alias.` of that alone. `set`: of what an UPDATE or INSERT gives values. */
  | { readonly kind: 'columns'; readonly qualifier?: string; readonly use: 'read' | 'group' | 'order' }
  | {
      readonly kind: 'columns to set';
      readonly target: Relation;
      readonly verb: 'INSERT' | 'UPDATE';
      readonly except: readonly string[];
    }
  /** What the call of a DELETE takes beside the identifier, in WHERE. */
  | { readonly kind: 'inputs of delete'; readonly target: Relation }
  /** The columns that the last two tables of a FROM have in common. */
  | { readonly kind: 'common columns' }
  /** What the last table of a FROM is joined by to those before it; behind `alias.` its columns come first. */
  | { readonly kind: 'conditions'; readonly qualifier?: string }
  | { readonly kind: 'functions'; readonly of: 'expression' | 'from' }
  | { readonly kind: 'parameters' }
  /** The values that a column is known to have. */
  | { readonly kind: 'values'; readonly column: readonly string[] }
  /** The members of a JSON column: of what stands there behind `->` and numbers of lists. */
  | { readonly kind: 'keys'; readonly column: readonly string[]; readonly path: readonly (string | number)[] }
  /** A value for a column that is set. */
  | { readonly kind: 'values to set'; readonly target: Relation; readonly column: string }
  | { readonly kind: 'methods'; readonly parts: readonly string[] }
  | {
      readonly kind: 'arguments';
      readonly method: readonly string[];
      readonly marker: '' | '@' | '@@';
      readonly except: readonly string[];
    }
  | { readonly kind: 'argument values'; readonly method: readonly string[]; readonly argument: string }
  | { readonly kind: 'settings' }
  | { readonly kind: 'setting values'; readonly setting: string }
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | { readonly kind: 'types' };
