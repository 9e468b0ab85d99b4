import type {
  AccessPath,
  DocumentedType,
  ParameterParent,
  PathParameter,
  ResourceDescription,
} from '../../catalog/resource-description.ts';
import { resourceId } from '../../catalog/resource-id.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import type { Predicate } from '../predicate.ts';
import type { ConditionColumn, ScanCondition } from '../row-condition.ts';
import type { Binding, PathChoice } from './choose-path.ts';
import type { DescribedScan } from './described-scan.ts';

/** Another resource that is listed first: each of its rows gives parameters that the statement leaves open. */
export interface ParentChoice {
  readonly description: ResourceDescription;
  /** What is wanted of it: the columns that the parameters take, narrowed by what the statement says of these. */
  readonly scan: DescribedScan;
  readonly choice: PathChoice;
  readonly parameters: readonly TakenParameter[];
  /** Columns of the scan whose conditions its calls go by: the rows that they bring share these columns with its own. */
  readonly sharedColumns: readonly string[];
}

/** A parameter and the column of the parent that gives it. */
export interface TakenParameter {
  readonly parameter: PathParameter;
  readonly column: string;
}

/** How many parents may wait for each other: a resource of a stage of an API of a gateway. */
const deepest = 3;

/**
 * The parents that give a path the parameters that the statement leaves open; none where it leaves nothing open.
 * Undefined where one has no parent that can be listed. Parameters that one row of a parent holds come from that row.
 */
export function chooseParents(
  path: AccessPath,
  open: readonly PathParameter[],
  bound: readonly Binding[],
  scan: DescribedScan,
  trail: readonly string[],
  choose: (scan: DescribedScan, trail: readonly string[]) => PathChoice,
): readonly ParentChoice[] | undefined {
  if (open.length === 0) return [];
  const own = resourceId(scan.description);
  if (trail.length >= deepest) return undefined;
  const parentsOf = new Map<string, ResourceDescription>();
  for (const parameter of open) {
    const { parent } = parameter;
    const description = parent === undefined ? undefined : scan.parents?.get(parent.resource);
    if (parent === undefined || description === undefined || [own, ...trail].includes(parent.resource))
      return undefined;
    parentsOf.set(parent.resource, description);
  }
  const resources = withoutRepeated(open, parentsOf);
  const waiting = new Set(open);
  const choices: ParentChoice[] = [];
  for (const description of resources) {
    const taken = path.parameters.flatMap((parameter): readonly TakenParameter[] => {
      const isBound = bound.some((binding) => binding.parameter === parameter);
      const column = isBound || waiting.has(parameter) ? columnFor(description, parameter) : undefined;
      return column === undefined ? [] : [{ parameter, column }];
    });
    for (const { parameter } of taken) waiting.delete(parameter);
    const parentScan = scanOf(description, taken, bound, scan);
    const choice = tryChoose(parentScan, [...trail, own], choose);
    if (choice === undefined || choice.unread.length > 0) return undefined;
    const said = new Set(parentScan.predicates.map(({ column }) => column));
    const sharedColumns = sharedWith(description, taken).filter((column) => said.has(column));
    choices.push({ description, scan: parentScan, choice, parameters: taken, sharedColumns });
  }
  return choices;
}

/** Without the parents all of whose parameters another one's rows hold as well: the APIs of stages. */
function withoutRepeated(
  open: readonly PathParameter[],
  parents: ReadonlyMap<string, ResourceDescription>,
): readonly ResourceDescription[] {
  const kept = new Map(parents);
  for (const [id] of parents) {
    const wanted = open.filter((parameter) => parameter.parent?.resource === id);
    const covers = (other: ResourceDescription) =>
      wanted.every((parameter) => columnFor(other, parameter) !== undefined);
    if ([...kept].some(([other, description]) => other !== id && covers(description))) kept.delete(id);
  }
  return [...kept.values()];
}

/** The column of a resource that holds what a parameter's parent column holds. */
function columnFor(source: ResourceDescription, { parent }: PathParameter): string | undefined {
  if (parent === undefined) return undefined;
  if (resourceId(source) === parent.resource) return parent.column;
  const isSame = (other: ParameterParent | undefined) =>
    other?.resource === parent.resource && other.column === parent.column;
  for (const own of source.accessPaths.flatMap((path) => path.parameters)) {
    const [[column, second] = []] = own.columns;
    if (column !== undefined && second === undefined && isSame(own.parent)) return column;
  }
  const reference = `${parent.resource}.${parent.column}`;
  return source.relationships.find(({ references }) => references === reference)?.column;
}

function scanOf(
  description: ResourceDescription,
  taken: readonly TakenParameter[],
  bound: readonly Binding[],
  scan: DescribedScan,
): DescribedScan {
  const said = taken.flatMap(({ parameter, column }): readonly Predicate[] => {
    const binding = bound.find((own) => own.parameter === parameter);
    if (binding !== undefined) return [{ column, operator: 'equals', values: binding.values }];
    return scan.predicates
      .filter((predicate) => isSaidOf(predicate, parameter, column, description, scan.description))
      .map((predicate) => ({ ...predicate, column }));
  });
  const common = new Set(sharedWith(description, taken));
  const isShared = (predicate: Predicate) =>
    common.has(predicate.column) &&
    typeOf(description, predicate.column) === typeOf(scan.description, predicate.column);
  const isPlace = ({ column }: Predicate) =>
    column === 'connection' || column === 'account_id' || (column === 'region' && description.global !== true);
  const parameters = taken.flatMap(({ column }) => (typeOf(description, column) === undefined ? [column] : []));
  return {
    description,
    columns: [...new Set(taken.map(({ column }) => column))].filter((column) => !parameters.includes(column)),
    predicates: [...said, ...scan.predicates.filter((own) => isPlace(own) || isShared(own))],
    // What is told a parent's own call is none of its columns.
    parameters,
    parents: scan.parents,
    keysByPlace: keysOfParent(taken, scan),
    conditions: conditionsOfParent(description, taken, scan),
    seen: scan.seen,
    ...(scan.limit !== undefined && { limit: scan.limit }),
  };
}

/** The conditions over what a parent's rows have, under the names of its columns. */
function conditionsOfParent(
  parent: ResourceDescription,
  taken: readonly TakenParameter[],
  { description, conditions = [] }: DescribedScan,
): readonly ScanCondition[] {
  const columnOf = (from: string): string | undefined => {
    if (from === 'connection' || (from === 'region' && parent.global !== true)) return from;
    return taken.find(
      ({ parameter, column }) =>
        isColumnOf(parameter, from) &&
        parameter.isToldByRows !== true &&
        typeOf(description, from) === typeOf(parent, column),
    )?.column;
  };
  return conditions.flatMap(({ sql, columns }) => {
    const known = columns.flatMap((column): readonly ConditionColumn[] => {
      const from = columnOf(column.from);
      return from === undefined ? [] : [{ ...column, from }];
    });
    return known.length < columns.length ? [] : [{ sql, columns: known }];
  });
}

/** Whether a parameter's values are those of a column. */
function isColumnOf(parameter: PathParameter, column: string): boolean {
  const [[first, second] = []] = parameter.columns;
  return first === column && second === undefined;
}

/** Where the keys of a parent matter: where those that are read for them do. */
function keysOfParent(taken: readonly TakenParameter[], { keysByPlace }: DescribedScan): DescribedScan['keysByPlace'] {
  if (keysByPlace === undefined) return undefined;
  return new Map(
    taken.flatMap(({ parameter, column }) => {
      const [[first, second] = []] = parameter.columns;
      const own = first === undefined || second !== undefined ? undefined : keysByPlace.get(first);
      return own === undefined ? [] : [[column, own] as const];
    }),
  );
}

/** The columns that a parent's rows share with those that are read for them. */
function sharedWith(parent: ResourceDescription, taken: readonly TakenParameter[]): readonly string[] {
  const own = taken.flatMap(({ parameter }) => parameter.parent ?? []);
  return own.flatMap(({ resource, sharedColumns = [] }) => (resource === resourceId(parent) ? sharedColumns : []));
}

function typeOf({ columns }: ResourceDescription, name: string): DocumentedType | undefined {
  return columns.find((own) => own.name === name)?.type;
}

/** Whether what a predicate says of the child is true of the parent's column, whose values are of the same type. */
function isSaidOf(
  predicate: Predicate,
  parameter: PathParameter,
  column: string,
  parent: ResourceDescription,
  child: ResourceDescription,
): boolean {
  if (predicate.key !== undefined) return false;
  const isColumn = isColumnOf(parameter, predicate.column);
  if (isColumn && parameter.isToldByRows === true) return false;
  if (!isColumn && predicate.column.toLowerCase() !== parameter.name.toLowerCase()) return false;
  return (isColumn ? (typeOf(child, predicate.column) ?? 'string') : 'string') === typeOf(parent, column);
}

function tryChoose(
  scan: DescribedScan,
  trail: readonly string[],
  choose: (scan: DescribedScan, trail: readonly string[]) => PathChoice,
): PathChoice | undefined {
  try {
    return choose(scan, trail);
  } catch (error) {
    if (error instanceof SkyqlError) return undefined;
    throw error;
  }
}
