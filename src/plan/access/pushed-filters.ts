import type { AccessPath } from '../../catalog/resource-description.ts';
import type { Value } from '../../data/value.ts';
import type { ScanFilter } from '../../providers/provider.ts';
import type { Predicate } from '../predicate.ts';

/** The predicates that a path can hand to its API. What is not pushed DuckDB filters. */
export function pushedFilters(path: AccessPath, predicates: readonly Predicate[]): readonly ScanFilter[] {
  const filters: ScanFilter[] = [];
  for (const predicate of predicates) {
    const filter = path.filters.find(
      (own) => own.column === predicate.column && (own.key !== undefined) === (predicate.key !== undefined),
    );
    if (
      filter === undefined ||
      // A filter needs a name.
      predicate.key === '' ||
      predicate.operator === 'alike' ||
      !filter.operators.includes(predicate.operator) ||
      // Of a range the values are its ends.
      (predicate.operator !== 'range' && predicate.values.length > filter.maxValues)
    )
      continue;
    // An API takes one filter of a name; of several predicates of a column the first is pushed, DuckDB does the rest.
    if (filters.some((own) => own.column === predicate.column && own.key === predicate.key)) continue;
    filters.push({
      column: predicate.column,
      key: predicate.key,
      operator: predicate.operator,
      values: predicate.operator === 'range' ? wholeRange(predicate, predicates) : predicate.values,
    });
  }
  return filters;
}

/** Both ends of what is said of a column end by end. Ends that cross leave nothing, for which no API need be asked so. */
function wholeRange(one: Predicate, predicates: readonly Predicate[]): readonly [Value, Value] {
  const ranges = predicates.flatMap(({ column, key, operator, values }) =>
    operator === 'range' && column === one.column && key === one.key ? [values] : [],
  );
  const [lower = null] = ranges.map(([end]) => end ?? null).filter((end) => end !== null);
  const [upper = null] = ranges.map(([, end]) => end ?? null).filter((end) => end !== null);
  return isBefore(upper, lower) ? [lower, null] : [lower, upper];
}

function isBefore(one: Value, other: Value): boolean {
  if (typeof one === 'string' && typeof other === 'string') {
    const [moment, otherMoment] = [Date.parse(one), Date.parse(other)];
    return Number.isNaN(moment) || Number.isNaN(otherMoment) ? one < other : moment < otherMoment;
  }
  return typeof one === 'number' && typeof other === 'number' && one < other;
}

/** `name >= 'abc' AND name < 'abd'`, which is how DuckDB says `LIKE 'abc%'`, is a prefix again. Equalities come first. */
export function normalizedPredicates(predicates: readonly Predicate[]): readonly Predicate[] {
  const prefixes = predicates.flatMap((lower): readonly Predicate[] => {
    if (lower.operator !== 'range' || typeof lower.values[0] !== 'string' || lower.values[0] === '') return [];
    const start = lower.values[0];
    const isUpper = predicates.some(
      (upper) =>
        upper.operator === 'range' &&
        upper.column === lower.column &&
        upper.key === lower.key &&
        upper.values[1] === successor(start),
    );
    return isUpper ? [{ column: lower.column, key: lower.key, operator: 'prefix', values: [start] }] : [];
  });
  const rank = (predicate: Predicate) => (predicate.operator === 'equals' ? 0 : predicate.operator === 'range' ? 2 : 1);
  return [
    ...new Map([...predicates, ...prefixes].map((predicate) => [JSON.stringify(predicate), predicate])).values(),
  ].toSorted((left, right) => rank(left) - rank(right));
}

/** DuckDB's end of the range of a prefix: the last character one further. */
function successor(prefix: string): string {
  const characters = [...prefix];
  const last = characters.pop()?.codePointAt(0) ?? 0;
  return [...characters, String.fromCodePoint(last + 1)].join('');
}
