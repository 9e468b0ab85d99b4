import { placeColumnNames } from '../../catalog/place-column-names.ts';
import type { AccessPath, ResourceDescription } from '../../catalog/resource-description.ts';
import { resourceId } from '../../catalog/resource-id.ts';
import { columnName } from '../../data/column-name.ts';
import { quoteLiteral } from '../../data/quote.ts';
import type { DocumentedResource } from '../documented-resource.ts';
import { isReachable, parameterConditions, regionConditions, whereClause } from './condition.ts';
import type { Example } from './example.ts';
import { identifierPlaceholder } from './placeholder.ts';

/** A list shows what tells rows apart, and a few of the columns that it has anyway. */
const columnsOfList = 6;

export function selectExamples(resource: DocumentedResource): readonly Example[] {
  return [...listExample(resource), ...getExample(resource)];
}

function listExample(resource: DocumentedResource): readonly Example[] {
  const { description } = resource;
  const path = easiest(description.accessPaths.filter((own) => own.kind === 'list' && isReachable(description, own)));
  if (path === undefined) return [];
  const { global, columns, name } = description;
  const scalars = columns.filter((column) => path.columns.includes(column.name) && !isJson(column.type));
  const shown = [...new Set([...description.identifier, ...scalars.map((column) => column.name)])]
    .filter((column) => path.columns.includes(column) && !placeColumnNames.includes(column))
    .slice(0, Math.max(columnsOfList, description.identifier.length));
  const parents = path.parameters.flatMap(({ parent, required }) => (required && parent ? [parent] : []));
  const [parent] = parents;
  const text = `Lists ${name.replaceAll('_', ' ')}${global ? '' : ' in a region'}.`;
  const note = parent && ` Without that condition, every row of ${parent.resource} is asked for its own.`;
  return [
    {
      title: 'List',
      text: `${text}${note ?? ''}`,
      language: 'sql',
      code: selectStatement(description, shown, [
        ...regionConditions(description),
        ...parameterConditions(resource, path),
      ]),
    },
  ];
}

function getExample(resource: DocumentedResource): readonly Example[] {
  const { description } = resource;
  const paths = description.accessPaths.filter((own) => own.kind === 'get' && isReachable(description, own));
  const path = paths.find(takesIdentifier) ?? easiest(paths);
  if (path === undefined) return [];
  const reached = new Set(description.accessPaths.flatMap(({ columns }) => columns));
  const shown = description.columns
    .filter(({ name, writeOnly }) => !placeColumnNames.includes(name) && !writeOnly && reached.has(name))
    .map(({ name }) => name);
  const bound = takesIdentifier(path)
    ? [`data__Identifier = ${quoteLiteral(identifierPlaceholder(resource))}`]
    : parameterConditions(resource, path);
  return [
    {
      title: 'Get',
      text: 'Gets all properties of one by its identifier.',
      language: 'sql',
      code: selectStatement(description, shown, [...regionConditions(description), ...bound]),
    },
  ];
}

function takesIdentifier({ parameters }: AccessPath): boolean {
  return parameters.some(({ name }) => name === 'data__Identifier');
}

/** The path that needs the fewest parameters. */
function easiest(paths: readonly AccessPath[]): AccessPath | undefined {
  const needed = ({ parameters }: AccessPath) => parameters.filter(({ required }) => required).length;
  return [...paths].sort((one, other) => needed(one) - needed(other))[0];
}

function isJson(type: string): boolean {
  return type === 'object' || type === 'array';
}

function selectStatement(
  description: ResourceDescription,
  columns: readonly string[],
  conditions: readonly string[],
): string {
  const list = [...(description.global ? [] : ['region']), ...columns].map((name) => `  ${columnName(name)}`);
  return `SELECT\n${list.length > 0 ? list.join(',\n') : '  *'}\nFROM ${resourceId(description)}${whereClause(conditions)};`;
}
