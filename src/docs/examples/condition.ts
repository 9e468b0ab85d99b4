import { usualRegion } from '../../aws/partitions.ts';
import type {
  AccessPath,
  ColumnDescription,
  PathParameter,
  ResourceDescription,
} from '../../catalog/resource-description.ts';
import { quoteLiteral } from '../../data/quote.ts';
import { columnName } from './column-name.ts';
import { type Identified, identifierPlaceholder, placeholder } from './placeholder.ts';

export const exampleRegion = usualRegion;

/** `region = 'us-east-1'`; nothing for what belongs to no region. */
export function regionConditions({ global }: ResourceDescription): readonly string[] {
  return global ? [] : [`region = ${quoteLiteral(exampleRegion)}`];
}

/** What binds the parameters that an access path needs, by the columns that do so where there are any. */
export function parameterConditions(
  { columns }: ResourceDescription,
  parameters: readonly PathParameter[],
): readonly string[] {
  const bound = parameters
    .filter(({ required, name }) => required && name !== 'region')
    .flatMap((parameter) => boundNames(parameter).map((name) => columnCondition(columns, name, parameter.type)));
  return [...new Set(bound)];
}

/**
 * Whether a statement can give an access path what it needs: a condition on a JSON column compares its whole text, which
 * binds no parameter.
 */
export function isReachable({ columns }: ResourceDescription, { parameters }: Pick<AccessPath, 'parameters'>): boolean {
  const isJson = (name: string) =>
    columns.some((own) => own.name === name.toLowerCase() && (own.type === 'object' || own.type === 'array'));
  return parameters
    .filter(({ required, parent, name }) => required && parent === undefined && name !== 'data__Identifier')
    .every((parameter) => !boundNames(parameter).some(isJson));
}

/** Whether one resource can be found by what names it: UPDATE and DELETE read what they change. */
export function canBeFound(description: ResourceDescription): boolean {
  return description.accessPaths.some((path) => isReachable(description, path));
}

/** The columns by which a parameter is bound, or it itself. */
function boundNames({ name, columns }: PathParameter): readonly string[] {
  return name === 'data__Identifier' ? [name] : (columns[0] ?? [name]);
}

/** What names one resource of those that there are: its identifier where an access path takes it, else its columns. */
export function identifiedBy(resource: Identified): readonly string[] {
  const { description } = resource;
  const { accessPaths, identifier, columns } = description;
  const region = regionConditions(description);
  if (accessPaths.some(({ parameters }) => parameters.some(({ name }) => name === 'data__Identifier')))
    return [`data__Identifier = ${quoteLiteral(identifierPlaceholder(resource))}`, ...region];
  const own = identifier.filter((name) => name !== 'region').map((name) => columnCondition(columns, name));
  return [...new Set([...own, ...parameterConditions(description, unboundParameters(description))]), ...region];
}

/** What the easiest way to read it needs besides the columns that identify it. */
function unboundParameters({ accessPaths, identifier }: ResourceDescription): readonly PathParameter[] {
  const isBound = ({ name, columns, parent }: PathParameter) =>
    identifier.includes(name) ||
    parent !== undefined ||
    columns.some((names) => names.every((column) => identifier.includes(column)));
  const unbound = accessPaths.map(({ parameters }) => parameters.filter((own) => own.required && !isBound(own)));
  return unbound.toSorted((one, other) => one.length - other.length)[0] ?? [];
}

function columnCondition(columns: readonly ColumnDescription[], name: string, known?: string): string {
  const type = known ?? columns.find((column) => column.name === name)?.type;
  return `${columnName(name)} = ${literalOf(type, placeholder(name, columns))}`;
}

function literalOf(type: string | undefined, text: string): string {
  switch (type) {
    case 'boolean':
      return 'true';
    case 'integer':
    case 'number':
      return '1';
    case 'timestamp':
      return quoteLiteral('2026-01-01T00:00:00Z');
    default:
      return quoteLiteral(text);
  }
}

export function whereClause(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : `\nWHERE ${conditions.join('\n  AND ')}`;
}
