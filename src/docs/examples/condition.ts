import { usualRegion } from '../../aws/partitions.ts';
import type { DocumentedShape } from '../../catalog/documented-shape.ts';
import type {
  AccessPath,
  ColumnDescription,
  PathParameter,
  ResourceDescription,
} from '../../catalog/resource-description.ts';
import { columnName } from '../../data/column-name.ts';
import { quoteLiteral } from '../../data/quote.ts';
import type { DocumentedResource } from '../documented-resource.ts';
import { type Identified, identifierPlaceholder, placeholder } from './placeholder.ts';
import { sampleInputs } from './sample-inputs.ts';
import { sqlLiteral } from './sql-literal.ts';

export const exampleRegion = usualRegion;

/** `region = 'us-east-1'`; nothing for what belongs to no region. */
export function regionConditions({ global }: ResourceDescription): readonly string[] {
  return global ? [] : [`region = ${quoteLiteral(exampleRegion)}`];
}

/** What binds the parameters that an access path needs, by the columns that do so where there are any. */
export function parameterConditions(
  { description: { columns }, operations }: Documented,
  { method, call, parameters }: Pick<AccessPath, 'method' | 'call' | 'parameters'>,
): readonly string[] {
  const inputs = operations?.get(method)?.input;
  const inputOf = (name: string) => (call.api === 'native' ? (call.inputs[name] ?? name) : name);
  const isStructured = (name: string) =>
    inputs?.members().some((member) => member.name === inputOf(name) && !isPlain(member.shape)) === true;
  const bound = parameters
    .filter(({ required, name }) => required && name !== 'region')
    .flatMap((parameter) =>
      boundNames(parameter).map((name) =>
        isStructured(parameter.name)
          ? `${columnName(name)} = ${sqlLiteral(sampleInputs(inputs, [inputOf(parameter.name)])[inputOf(parameter.name)] ?? '{}')}`
          : columnCondition(columns, name, parameter.type),
      ),
    );
  return [...new Set(bound)];
}

/** A value, or a list of texts: what a text can stand for. */
function isPlain(shape: DocumentedShape): boolean {
  const element = shape.kind === 'list' ? shape.element() : undefined;
  return shape.kind === 'value' || (element?.kind === 'value' && element.type === 'string');
}

type Documented = Identified & Partial<Pick<DocumentedResource, 'operations'>>;

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

/** Whether one resource can be found by what names it, a column or `data__Identifier`: UPDATE and DELETE read what they change. */
export function canBeFound(description: ResourceDescription): boolean {
  const isNamed = description.accessPaths.some(({ parameters }) =>
    parameters.some(({ name }) => name === 'data__Identifier'),
  );
  return (
    (description.identifier.length > 0 || isNamed) &&
    description.accessPaths.some((path) => isReachable(description, path))
  );
}

/** The columns by which a parameter is bound, or it itself. */
function boundNames({ name, columns }: PathParameter): readonly string[] {
  return name === 'data__Identifier' ? [name] : (columns[0] ?? [name]);
}

/** What names one resource of those that there are: its identifier where an access path takes it, else its columns. */
export function identifiedBy(resource: Documented): readonly string[] {
  const { description } = resource;
  const { accessPaths, identifier, columns } = description;
  const region = regionConditions(description);
  if (accessPaths.some(({ parameters }) => parameters.some(({ name }) => name === 'data__Identifier')))
    return [`data__Identifier = ${quoteLiteral(identifierPlaceholder(resource))}`, ...region];
  const own = identifier.filter((name) => name !== 'region').map((name) => columnCondition(columns, name));
  const unbound = easiestUnbound(description);
  const further = unbound === undefined ? [] : parameterConditions(resource, unbound);
  return [...new Set([...own, ...further]), ...region];
}

/** The easiest way to read it, with what it needs besides the columns that identify it. */
function easiestUnbound({ accessPaths, identifier }: ResourceDescription): AccessPath | undefined {
  const isBound = ({ name, columns, parent }: PathParameter) =>
    identifier.includes(name) ||
    parent !== undefined ||
    columns.some((names) => names.every((column) => identifier.includes(column)));
  const unbound = accessPaths.map((path) => ({
    ...path,
    parameters: path.parameters.filter((own) => own.required && !isBound(own)),
  }));
  return unbound.toSorted((one, other) => one.parameters.length - other.parameters.length)[0];
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
