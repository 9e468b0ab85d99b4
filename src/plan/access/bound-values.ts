import type { PathParameter } from '../../catalog/resource-description.ts';
import { joinIdentifier } from '../../data/identifier.ts';
import type { Value } from '../../data/value.ts';
import type { KeyPlace, PlacedKeys } from '../keyed-values.ts';
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

/** Where a request goes. */
export interface RequestPlace {
  readonly region: string;
  readonly connection: string;
  /** Undefined where nobody knows it: keys of every account matter there. */
  readonly accountId?: string | undefined;
}

/** Of a parameter's values those that matter in a place: where a join names keys and places, each key with its own. */
export function valuesInPlace(
  scan: DescribedScan,
  parameter: PathParameter,
): (values: readonly Value[], place: RequestPlace) => readonly Value[] {
  const byPlace = placedValues(scan, parameter);
  return byPlace === undefined
    ? (values) => values
    : (values, place) => {
        const here = byPlace.filter((own) => isIn(own.place, place));
        return values.filter((value) => here.some((own) => own.values.has(value)));
      };
}

function isIn({ region, connection, account_id: account }: KeyPlace, place: RequestPlace): boolean {
  return (
    (region === undefined || region === place.region) &&
    (connection === undefined || connection === place.connection) &&
    (account === undefined || place.accountId === undefined || account === place.accountId)
  );
}

/** How many of a parameter's values matter in a place, on an average of those where any does. */
export function valuesAPlace(scan: DescribedScan, parameter: PathParameter, values: readonly Value[]): number {
  const byPlace = placedValues(scan, parameter);
  if (byPlace === undefined || byPlace.length === 0) return values.length;
  return byPlace.reduce((sum, own) => sum + own.values.size, 0) / byPlace.length;
}

/** Whether keys are told apart by their account, which a request has to know then. */
export function areOfAccounts({ keysByPlace }: DescribedScan): boolean {
  return [...(keysByPlace?.values() ?? [])].some((keys) => keys.some(({ place }) => place.account_id !== undefined));
}

function placedValues(
  { keysByPlace, predicates, description }: DescribedScan,
  parameter: PathParameter,
): readonly PlacedKeys[] | undefined {
  const [column, ...others] = bindingColumns(parameter, predicates) ?? [];
  const byPlace = column === undefined || others.length > 0 ? undefined : keysByPlace?.get(column);
  if (column === undefined || byPlace === undefined) return undefined;
  const asked = byPlace.map(({ place: { region, ...account }, values }) => ({
    // What is global is asked in a region that none of its rows need be shown in.
    place: description.global === true || region === undefined ? account : { region, ...account },
    values: parameter.others === undefined ? values : new Set(askedBy(parameter, [column], [...values])),
  }));
  return asked.every(({ place }) => Object.keys(place).length === 0) ? undefined : asked;
}
