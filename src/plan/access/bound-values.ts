import type { PathParameter } from '../../catalog/resource-description.ts';
import { joinIdentifier } from '../../data/identifier.ts';
import type { Value } from '../../data/value.ts';
import { allowedValues, type Predicate } from '../predicate.ts';
import { combinationsOf } from './combinations-of.ts';
import type { DescribedScan } from './described-scan.ts';
import { sameName } from './same-name.ts';

/** The values that a statement binds a parameter to: by its own name, or by the columns that mean the same. */
export function boundValues(parameter: PathParameter, predicates: readonly Predicate[]): readonly Value[] | undefined {
  const columns = bindingColumns(parameter, predicates);
  const [first, ...others] = columns?.map((column) => allowedValues(predicates, column) ?? []) ?? [];
  if (columns === undefined || first === undefined) return undefined;
  if (others.length === 0) return askedBy(parameter, columns, first);
  return combinationsOf([first, ...others]).map((parts) => joinIdentifier<Value>(parts));
}

/** What asks for the rows that have one of these values in the columns that bind a parameter. */
function askedBy(
  { name, others }: PathParameter,
  columns: readonly string[],
  values: readonly Value[],
): readonly Value[] {
  if (others === undefined || columns.some((column) => sameName(column, name))) return values;
  const asked = values.flatMap((value): readonly Value[] =>
    others.said.some((word) => word === value) ? [value] : others.askedBy,
  );
  return [...new Set(asked)];
}

/** The columns that a statement binds a parameter by, its own name first. */
function bindingColumns(parameter: PathParameter, predicates: readonly Predicate[]): readonly string[] | undefined {
  const isBound = (column: string) => allowedValues(predicates, column) !== undefined;
  const own = predicates.find(({ column, key }) => key === undefined && sameName(column, parameter.name));
  if (own !== undefined && isBound(own.column)) return [own.column];
  return parameter.columns.find((columns) => columns.every(isBound));
}

/** Of a parameter's values those that matter in a region: where a join names keys and regions, each key with its own. */
export function valuesInRegion(
  scan: DescribedScan,
  parameter: PathParameter,
): (values: readonly Value[], region: string) => readonly Value[] {
  const byRegion = regionsOfValues(scan, parameter);
  return byRegion === undefined
    ? (values) => values
    : (values, region) => values.filter((value) => byRegion.get(region)?.has(value));
}

/** How many of a parameter's values matter in a region, on an average of those where any does. */
export function valuesARegion(scan: DescribedScan, parameter: PathParameter, values: readonly Value[]): number {
  const byRegion = regionsOfValues(scan, parameter);
  if (byRegion === undefined || byRegion.size === 0) return values.length;
  return [...byRegion.values()].reduce((sum, { size }) => sum + size, 0) / byRegion.size;
}

function regionsOfValues(
  { keysByRegion, predicates, description }: DescribedScan,
  parameter: PathParameter,
): ReadonlyMap<string, ReadonlySet<Value>> | undefined {
  // What is global is asked in a region that none of its rows need be shown in.
  if (keysByRegion === undefined || description.global === true) return undefined;
  const [column, ...others] = bindingColumns(parameter, predicates) ?? [];
  const byRegion = column === undefined || others.length > 0 ? undefined : keysByRegion.get(column);
  if (column === undefined || byRegion === undefined || parameter.others === undefined) return byRegion;
  return new Map([...byRegion].map(([region, values]) => [region, new Set(askedBy(parameter, [column], [...values]))]));
}
