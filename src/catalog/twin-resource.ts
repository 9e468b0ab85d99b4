import { placeColumnNames } from './place-column-names.ts';
import type { MethodDescription, PermissionOperation, ResourceDescription } from './resource-description.ts';

/** The methods on one resource, in the order of the documentation. */
const order = ['update_resource', 'delete_resource', 'get_resource'];
const operations = ['update', 'read', 'delete'] as const;

/**
 * The singular twin of a resource: the same rows, reached one by one. It has the methods on one resource, the access
 * paths that start from an identifier, and the columns that these yield.
 */
export function twinResource(
  resource: ResourceDescription,
  name: string,
  without: readonly PermissionOperation[],
): ResourceDescription {
  const accessPaths = resource.accessPaths.filter(({ kind }) => kind === 'get');
  const reached = new Set([...accessPaths.flatMap(({ columns }) => columns), ...placeColumnNames]);
  const permitted = operations.filter((operation) => resource.permissions[operation] && !without.includes(operation));
  return {
    ...resource,
    name,
    twin: resource.name,
    columns: resource.columns.filter((column) => reached.has(column.name) || column.writeOnly),
    methods: resource.methods
      .filter((method) => order.includes(method.name) && !isLeftOut(method, without))
      .sort((one, other) => order.indexOf(one.name) - order.indexOf(other.name)),
    accessPaths,
    permissions: Object.fromEntries(permitted.map((operation) => [operation, resource.permissions[operation]])),
    relationships: resource.relationships.filter(({ column }) => reached.has(column)),
    ...(resource.referencedBy && {
      referencedBy: resource.referencedBy.filter(({ column }) => reached.has(column)),
    }),
  };
}

function isLeftOut({ call }: MethodDescription, without: readonly PermissionOperation[]): boolean {
  return call.api === 'cloud-control' && without.includes(call.handler);
}
