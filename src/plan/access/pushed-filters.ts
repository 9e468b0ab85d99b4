import type { AccessPath } from '../../catalog/resource-description.ts';
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
      !filter.operators.includes(predicate.operator) ||
      predicate.values.length > filter.maxValues
    )
      continue;
    // An API takes one filter of a name; of several predicates of a column the first is pushed, DuckDB does the rest.
    if (filters.some((own) => own.column === predicate.column && own.key === predicate.key)) continue;
    filters.push({
      column: predicate.column,
      key: predicate.key,
      operator: predicate.operator,
      values: predicate.values,
    });
  }
  return filters;
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
