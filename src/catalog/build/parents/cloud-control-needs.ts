import type { AccessPath, PathParameter, ResourceDescription } from '../../resource-description.ts';

/**
 * Of a type whose schema does not say what its list handler cannot do without: what the service's own list needs, for
 * that is what the handler calls. AWS's schema archive says it exactly. Parents are linked before.
 */
export function withCloudControlNeeds(resource: ResourceDescription): ResourceDescription {
  const { accessPaths } = resource;
  const native = accessPaths.filter(({ kind, call }) => kind === 'list' && call.api === 'native');
  const needs = native.map((path) => path.parameters.filter(({ required }) => required));
  const isFree = needs.some((own) => own.length === 0);
  const [fewest = []] = needs.filter((own) => own.length > 0).toSorted((one, other) => one.length - other.length);
  const parameters = fewest.map((need) => propertyParameter(resource, need));
  const known = parameters.filter((parameter) => parameter !== undefined);
  // Where one is no property, the handler asks for something else, which is not known.
  if (isFree || known.length === 0 || known.length < parameters.length) return resource;
  const given = known.flatMap(({ columns: [[name = ''] = []] }) => [name]);
  return {
    ...resource,
    accessPaths: accessPaths.map((path) =>
      isBareList(path) ? { ...path, parameters: known, columns: [...new Set([...path.columns, ...given])] } : path,
    ),
  };
}

function isBareList({ kind, call, parameters }: AccessPath): boolean {
  return kind === 'list' && call.api === 'cloud-control' && parameters.length === 0;
}

/**
 * The property that a handler takes for what the service's own list needs: the one of the same column, or the one that has
 * to be given to create a resource and comes from the same parent (`InstanceArn` where the list takes an `InstanceId`).
 */
function propertyParameter(
  { columns, parents = {} }: ResourceDescription,
  { columns: bindings, parent }: PathParameter,
): PathParameter | undefined {
  const [[name, second] = []] = bindings;
  const own = second === undefined ? columns.find((column) => column.name === name) : undefined;
  const alike = columns.filter(
    (column) => column.property !== undefined && column.required && parents[column.name]?.resource === parent?.resource,
  );
  const isGiven = own?.property !== undefined && own.readOnly !== true;
  const [only, other] = parent === undefined ? [] : alike;
  const column = isGiven || only === undefined || other !== undefined ? own : only;
  if (column?.property === undefined) return undefined;
  const from = parents[column.name] ?? (column === own ? parent : undefined);
  return {
    name: column.property,
    columns: [[column.name]],
    required: true,
    batch: 1,
    ...(from && { parent: from }),
  };
}
