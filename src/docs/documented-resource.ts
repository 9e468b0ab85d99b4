import type { Catalog } from '../catalog/catalog.ts';
import type { ShapeSources } from '../catalog/column-shape.ts';
import type { DocumentedOperation } from '../catalog/documented-operation.ts';
import type { ResourceSchema } from '../cloudformation/resource-schema.ts';

/** All that a page about a resource is made from. */
export interface DocumentedResource extends ShapeSources {
  /** Its CloudFormation schema, where it has one. */
  readonly schema?: ResourceSchema;
  readonly operations: ReadonlyMap<string, DocumentedOperation>;
}

/** What the catalog knows of a resource; undefined when there is none of that name. */
export async function documentedResource(
  catalog: Catalog,
  service: string,
  name: string,
): Promise<DocumentedResource | undefined> {
  const description = await catalog.resource(service, name);
  if (description === undefined) return undefined;
  const schema = await catalog.schema(service, name);
  const native = [
    ...description.methods.map((method) => [method.name, method.call] as const),
    ...description.accessPaths.map((path) => [path.method, path.call] as const),
  ].filter(([, call]) => call.api === 'native');
  const operations = new Map<string, DocumentedOperation>();
  for (const [method] of native) {
    const operation = operations.has(method) ? undefined : await catalog.operation?.(service, name, method);
    if (operation !== undefined) operations.set(method, operation);
  }
  return { description, ...(schema && { schema }), operations };
}
