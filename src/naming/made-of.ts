import type { ResourceDescription } from '../catalog/resource-description.ts';

/** What is made of a resource by a query: it is read, and has the reading methods of the resource, and nothing that changes. */
export function madeOf(
  resource: ResourceDescription,
  made: Required<Pick<ResourceDescription, 'name' | 'description' | 'columns' | 'definition'>>,
): ResourceDescription {
  const { cloudFormationType: _type, twin: _twin, referencedBy: _others, arn: _arn, ...rest } = resource;
  const shown = new Set(made.columns.map(({ name }) => name));
  const { read, list } = resource.permissions;
  return {
    ...rest,
    ...made,
    title: made.name,
    identifier: resource.identifier.filter((column) => shown.has(column)),
    methods: resource.methods.filter(({ verb }) => verb === 'SELECT'),
    methodsOf: resource.name,
    permissions: { ...(read && { read }), ...(list && { list }) },
    relationships: resource.relationships.filter(({ column }) => shown.has(column)),
  };
}
