import type { ResourceSchema } from '../cloudformation/resource-schema.ts';
import type { DocumentedOperation } from './documented-operation.ts';
import type { DocumentedShape } from './documented-shape.ts';
import { propertyShape } from './property-shape.ts';
import type { ColumnDescription, MethodCall, ResourceDescription } from './resource-description.ts';
import { ownPath } from './told-or-asked.ts';

/** What says what is inside of a resource's columns. */
export interface ShapeSources {
  readonly description: ResourceDescription;
  readonly schema?: ResourceSchema | undefined;
  /** By the names of the methods, and of the access paths, that call a service's own API. */
  readonly operations: Pick<ReadonlyMap<string, DocumentedOperation>, 'get'>;
}

/** What is inside a JSON column, in the form in which its rows have it; undefined where nothing says. */
export function columnShape(resource: ShapeSources, column: ColumnDescription): DocumentedShape | undefined {
  const property = column.property === undefined ? undefined : resource.schema?.properties[column.property];
  if (column.form !== 'native' && resource.schema && property) return propertyShape(resource.schema, property);
  return nativeShape(resource, column);
}

/** From the operations that read it: one that gets a single row tells more than one that lists. */
function nativeShape(
  { description, operations }: ShapeSources,
  { name, type }: ColumnDescription,
): DocumentedShape | undefined {
  const sources = [
    ...description.accessPaths.filter(({ kind }) => kind === 'get').map(({ method, call }) => ({ method, call })),
    ...description.accessPaths.filter(({ kind }) => kind === 'list').map(({ method, call }) => ({ method, call })),
    ...description.methods.map(({ name: method, call }) => ({ method, call })),
  ];
  for (const { method, call } of sources) {
    const shape = shapeIn(call, name, operations.get(method)?.output);
    if (shape?.type === type) return shape;
  }
  return undefined;
}

function shapeIn(call: MethodCall, column: string, output: DocumentedShape | undefined): DocumentedShape | undefined {
  if (call.api !== 'native' || output === undefined || call.columns[column] === undefined) return undefined;
  const path = ownPath(call.columns[column]);
  if (path.startsWith('$input.') || path.includes('#')) return undefined;
  if (path.startsWith('$.')) return shapeAt(output, path.slice(2));
  const rows = shapeAt(output, call.result);
  const row = rows?.kind === 'list' ? rows.element() : rows;
  return path === '$row' ? row : row && shapeAt(row, path);
}

/** What stands at a path of member names; lists on the way are walked through. */
function shapeAt(shape: DocumentedShape, path: string): DocumentedShape | undefined {
  if (path === '') return shape;
  return path.split('.').reduce<DocumentedShape | undefined>((around, name) => {
    const structure = around?.kind === 'list' ? around.element() : around;
    return structure?.members().find((member) => member.name === name)?.shape;
  }, shape);
}
