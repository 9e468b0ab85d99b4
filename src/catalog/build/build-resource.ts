import type { ResourceSchema } from '../../cloudformation/resource-schema.ts';
import { nameKey } from '../../data/name-key.ts';
import { cloudControlPaths } from '../cloudformation/access-paths.ts';
import { cloudFormationColumns, identifierColumns } from '../cloudformation/columns.ts';
import { cloudControlMethods } from '../cloudformation/methods.ts';
import { placeColumns } from '../cloudformation/place-columns.ts';
import type { AccessPath, ColumnDescription, PathParameter, ResourceDescription } from '../resource-description.ts';
import type { DocumentedModel } from './models/documented-model.ts';
import { nativePath } from './native/access-paths.ts';
import { nativeMethods } from './native/methods.ts';
import type { NativePathParameter, ResourceOverlay, ServiceOverlay } from './overlays/overlay.ts';
import { derivedPermissions } from './permissions/derived-permissions.ts';
import { isGlobal } from './services/global-services.ts';

export interface ResourceParts {
  /** The service's name in SQL. */
  readonly serviceName: string;
  readonly name: string;
  /** The singular twin's name; native resources have none. */
  readonly twin?: string;
  /** Undefined of types that no service's API knows. */
  readonly model?: DocumentedModel;
  readonly service: ServiceOverlay;
  readonly overlay: ResourceOverlay;
  /** The CloudFormation type, where the resource is one. */
  readonly schema?: ResourceSchema;
  /** The operations of the native API that belong to it. */
  readonly operations: readonly string[];
  readonly relationships: Readonly<Record<string, string>>;
}

/** One resource out of every API that knows it. */
export function buildResource(parts: ResourceParts): ResourceDescription {
  const { serviceName, name, twin, model, service, overlay, schema, operations } = parts;
  const own = schema ? cloudFormationColumns(schema, overlay) : [];
  const natives = model ? (overlay.paths ?? []).map((path) => nativePath(model, service, overlay, path)) : [];
  const further = new Map<string, ColumnDescription>();
  for (const column of natives.flatMap(({ columns }) => columns)) {
    const isKnown = [...own, ...placeColumns].some((known) => known.name === column.name);
    if (!isKnown && !further.has(column.name)) further.set(column.name, column);
  }
  // What CloudFormation takes and does not give back can still be read where the native API gives it.
  const columns = [...own, ...nativeOrder([...further.values()], schema ? undefined : overlay), ...placeColumns];
  const identifier = overlay.identifier ?? (schema ? identifierColumns(schema, own) : []);

  const methods = schema ? cloudControlMethods(schema, own) : [];
  const nativePaths = natives.map(({ path }, index) =>
    apartFromColumns(path, overlay.paths?.[index]?.parameters, columns),
  );
  const natively = model ? nativeMethods(model, service, overlay, operations, nativePaths) : [];
  const relationships = { ...parts.relationships, ...overlay.relationships };
  const description: ResourceDescription = {
    provider: 'aws',
    service: serviceName,
    name,
    title: overlay.title ?? schema?.typeName.split('::').pop() ?? name,
    description: overlay.description ?? schema?.description ?? `Resources of the type ${schema?.typeName ?? name}.`,
    ...(schema && { cloudFormationType: schema.typeName }),
    ...(twin && { twin }),
    identifier,
    columns,
    methods: [...methods, ...natively],
    accessPaths: [
      ...nativePaths,
      ...(schema ? cloudControlPaths(schema, identifier, own, methods, overlay, service.pageSize) : []),
    ],
    permissions: overlay.permissions ?? {},
    relationships: Object.entries(relationships).map(([column, references]) => ({ column, references })),
    ...(overlay.changes && { changes: overlay.changes }),
    ...(isGlobal(model) && { global: true }),
  };
  check(description);
  return derivedPermissions(description, schema?.arnTemplate);
}

/** The parameters of a path by names that no column has: what is said of a column is said of rows. */
function apartFromColumns(
  path: AccessPath,
  told: readonly NativePathParameter[] = [],
  columns: readonly ColumnDescription[],
): AccessPath {
  const { call } = path;
  if (call.api !== 'native') return path;
  // What nothing but the operation's model tells of is named so that no name of a column means it.
  const isTold = (name: string) => told.some(({ input }) => input === call.inputs[name]);
  const keyOf = (name: string, own: string) => (isTold(own) ? name.toLowerCase() : nameKey(name));
  const isColumn = (name: string) => columns.some((column) => keyOf(column.name, name) === keyOf(name, name));
  const apart = ({ name, required, columns: binding }: PathParameter) =>
    !required && binding.length === 0 && isColumn(name) ? `data__${name}` : name;
  const renamed = new Map(path.parameters.map((parameter) => [parameter.name, apart(parameter)]));
  return {
    ...path,
    parameters: path.parameters.map((parameter) => ({ ...parameter, name: apart(parameter) })),
    call: {
      ...call,
      inputs: Object.fromEntries(
        Object.entries(call.inputs).map(([name, input]) => [renamed.get(name) ?? name, input]),
      ),
    },
  };
}

function nativeOrder(
  columns: readonly ColumnDescription[],
  overlay: ResourceOverlay | undefined,
): readonly ColumnDescription[] {
  const order = [...(overlay?.identifier ?? []), ...(overlay?.columnOrder ?? [])];
  const rank = ({ name }: ColumnDescription) =>
    order.includes(name) ? order.indexOf(name) : overlay && name === 'tags' ? order.length + 1 : order.length;
  return columns
    .map((column, index) => ({ column, index }))
    .sort((one, other) => rank(one.column) - rank(other.column) || one.index - other.index)
    .map(({ column }) => column);
}

/** A slip in an overlay stops the build. */
function check({ service, name, columns, relationships, accessPaths, methods, changes }: ResourceDescription): void {
  const names = new Set(columns.map((column) => column.name));
  const fail = (what: string): never => {
    throw new Error(`The overlay of aws.${service}.${name} names ${what}, which the resource does not have.`);
  };
  const twice = columns.find((column, index) => columns.findIndex((other) => other.name === column.name) < index);
  if (twice) throw new Error(`aws.${service}.${name} has the column ${twice.name} twice.`);
  const named = [
    ...(changes?.delete ? [changes.delete.method] : []),
    ...Object.values(changes?.update ?? {}).flatMap(({ calls }) => calls.map(({ method }) => method)),
  ];
  for (const method of named) if (!methods.some((own) => own.name === method)) fail(`the method ${method}`);
  for (const column of Object.keys(changes?.update ?? {}))
    if (!names.has(column)) fail(`the column ${column} to update`);
  for (const { column } of relationships) if (!names.has(column)) fail(`the column ${column} of a relationship`);
  for (const path of accessPaths) {
    for (const { column } of path.filters) if (!path.columns.includes(column)) fail(`the filtered column ${column}`);
    for (const { columns: bindings } of path.parameters) {
      for (const column of bindings.flat()) if (!names.has(column)) fail(`the binding column ${column}`);
    }
  }
}
