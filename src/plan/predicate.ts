import type { Value } from '../data/value.ts';
import { likeForm, wildcardMatcher } from '../data/wildcard-matcher.ts';

/**
 * What a statement says of one column of a scan. Predicates of a scan are all true of every row that can matter; a
 * condition that is none of these is left to DuckDB, which evaluates the whole WHERE again over what was fetched.
 */
export type Predicate = {
  readonly column: string;
  /** The key inside a JSON column: `env` of `tags ->> 'env'`. */
  readonly key?: string;
  /** Whether its values are moments, which have many texts: `...13Z`, `...13.000Z`. */
  readonly isMoment?: boolean;
} & Condition;

export type Condition =
  | { readonly operator: 'equals'; readonly values: readonly Value[] }
  | { readonly operator: 'prefix' | 'contains' | 'wildcard'; readonly values: readonly [string] }
  /** As `wildcard`, in small letters: which letters of ASCII are capitals does not count. No API is asked so. */
  | { readonly operator: 'alike'; readonly values: readonly [string] }
  | { readonly operator: 'range'; readonly values: readonly [Value, Value] };

/** Whether a value can satisfy a predicate. Errs on the side of yes: DuckDB has the last word. */
export function mayMatch(condition: Condition, value: Value): boolean {
  if (value === null) return false;
  switch (condition.operator) {
    case 'equals':
      return typeof value === 'object' || listOf(condition.values).mayHold(value);
    case 'prefix':
      return typeof value !== 'string' || value.startsWith(condition.values[0]);
    case 'contains':
      return typeof value !== 'string' || value.includes(condition.values[0]);
    case 'wildcard':
      return typeof value !== 'string' || isLike(condition.values, value);
    case 'alike':
      return typeof value !== 'string' || isLike(condition.values, inSmallLetters(value));
    case 'range':
      return inRange(condition.values, value);
  }
}

function inSmallLetters(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** A list of values that is asked many times: joins bring thousands of keys, and each row is held against them. */
interface ValueList {
  readonly values: ReadonlySet<Value>;
  mayHold(value: Value): boolean;
}

const lists = new WeakMap<readonly Value[], ValueList>();

function listOf(values: readonly Value[]): ValueList {
  const known = lists.get(values);
  if (known !== undefined) return known;
  const set = new Set(values);
  const types = new Set(values.map((value) => typeof value));
  const list: ValueList = {
    values: set,
    // A number asked of text or text of a number: DuckDB casts, so leave it to DuckDB.
    mayHold: (value) => set.has(value) || types.size > 1 || (types.size === 1 && !types.has(typeof value)),
  };
  lists.set(values, list);
  return list;
}

function inRange([lower, upper]: readonly [Value, Value], value: Value): boolean {
  if (typeof value === 'number') {
    return !(typeof lower === 'number' && value < lower) && !(typeof upper === 'number' && value > upper);
  }
  if (typeof value !== 'string' || isTimestamp(lower ?? upper)) return true;
  // DuckDB compares text by its UTF-8 bytes, as Buffer does.
  const bytes = Buffer.from(value);
  if (typeof lower === 'string' && Buffer.compare(bytes, Buffer.from(lower)) < 0) return false;
  return !(typeof upper === 'string' && Buffer.compare(bytes, Buffer.from(upper)) > 0);
}

/** One moment has many texts (`...13Z`, `...13.000Z`), which bytes would order wrongly. */
function isTimestamp(bound: Value): boolean {
  return typeof bound === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(bound);
}

function momentMayMatch(condition: Condition, value: Value): boolean {
  if (value === null) return false;
  const moment = momentOf(value);
  const wanted = condition.values.map(momentOf);
  if (condition.operator === 'equals') return [moment, ...wanted].some(Number.isNaN) || wanted.includes(moment);
  const [lower = Number.NaN, upper = Number.NaN] = wanted;
  // A bound that is none is no number, than which nothing is less or more.
  return condition.operator !== 'range' || !(moment < lower || moment > upper);
}

function momentOf(value: Value): number {
  return typeof value === 'string' ? Date.parse(value) : Number.NaN;
}

const matchers = new WeakMap<readonly [string], (text: string) => boolean>();

/** Reads the LIKE pattern of a condition once for all rows. */
function isLike(values: readonly [string], text: string): boolean {
  const matches = matchers.get(values) ?? wildcardMatcher(values[0], likeForm);
  matchers.set(values, matches);
  return matches(text);
}

/** What is known of the values of one column: of several `equals` those that all of them allow. Undefined: any value. */
export function allowedValues(predicates: readonly Predicate[], column: string): readonly Value[] | undefined {
  const own = predicates.filter((predicate) => predicate.column === column && predicate.key === undefined);
  const equal = own.flatMap((predicate) => (predicate.operator === 'equals' ? [predicate.values] : []));
  const others = own.filter(({ operator }) => operator !== 'equals');
  const [first, ...rest] = equal;
  if (first === undefined) return undefined;
  const sets = rest.map((values) => listOf(values).values);
  return [...listOf(first).values].filter(
    (value) =>
      value !== null &&
      sets.every((values) => values.has(value)) &&
      others.every((predicate) => mayMatch(predicate, value)),
  );
}

export function rowMayMatch(predicates: readonly Predicate[], row: Readonly<Record<string, Value>>): boolean {
  return predicates.every((predicate) => {
    if (!(predicate.column in row)) return true;
    const value = row[predicate.column] ?? null;
    if (predicate.isMoment === true) return momentMayMatch(predicate, value);
    if (predicate.key === undefined) return mayMatch(predicate, value);
    if (value === null) return false;
    if (typeof value !== 'object' || Array.isArray(value)) return true;
    const member = (value as Readonly<Record<string, Value>>)[predicate.key] ?? null;
    return typeof member === 'object' && member !== null ? true : mayMatch(predicate, member);
  });
}
