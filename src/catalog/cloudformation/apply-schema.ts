import type { ResourceSchema } from '../../cloudformation/resource-schema.ts';
import type {
  AccessPath,
  ColumnDescription,
  PathParameter,
  PermissionOperation,
  ResourceDescription,
} from '../resource-description.ts';
import { cloudControlPaths } from './access-paths.ts';
import { appliedColumns } from './applied-columns.ts';
import { columnOf, identifierColumns } from './columns.ts';
import { cloudControlMethods } from './methods.ts';

const largestPage = 100;

/**
 * A resource whose CloudFormation half is what AWS's own schema says: which properties it has, what may be set and what
 * has to be, which calls Cloud Control serves, and what they need. Names, order and descriptions stay as they were
 * built, and so does all that comes from the service's own API.
 */
export function applySchema(description: ResourceDescription, schema: ResourceSchema): ResourceDescription {
  const columns = appliedColumns(description, schema);
  const own = columns.filter(({ property }) => property !== undefined);
  const identifying = identifierColumns(schema, own);
  const identifier = identifying.length > 0 ? identifying : description.identifier;
  const methods = cloudControlMethods(schema, own);
  const native = {
    methods: description.methods.filter(({ call }) => call.api === 'native'),
    paths: description.accessPaths.filter(({ call }) => call.api === 'native'),
  };
  const list = cloudControlPath(description, 'list');
  const paths = cloudControlPaths(
    schema,
    identifier,
    own,
    methods,
    { listReturns: returnedByList(list) },
    list?.pageSize ?? largestPage,
  );
  return {
    ...description,
    cloudFormationType: schema.typeName,
    identifier,
    columns,
    methods: [...methods, ...native.methods],
    accessPaths: [...native.paths, ...paths.map((path) => withParents(path, description, columns))],
    permissions: schema.handlers ? handlerPermissions(schema) : nativePermissions(description, native.methods),
  };
}

/** What a list returns by itself, without what it was asked with. */
function returnedByList(list: AccessPath | undefined): readonly string[] {
  const asked = new Set(list?.parameters.flatMap(({ columns }) => columns.flat()));
  return list?.columns.filter((name) => !asked.has(name)) ?? [];
}

function cloudControlPath({ accessPaths }: ResourceDescription, handler: PermissionOperation): AccessPath | undefined {
  return accessPaths.find(({ call }) => call.api === 'cloud-control' && call.handler === handler);
}

/** What lists a parameter's values is known from the build; of a parameter that is new, from what its column refers to. */
function withParents(
  path: AccessPath,
  description: ResourceDescription,
  columns: readonly ColumnDescription[],
): AccessPath {
  if (path.kind !== 'list') return path;
  const before = cloudControlPath(description, 'list')?.parameters ?? [];
  const parameters = path.parameters.map((parameter): PathParameter => {
    const known = before.find(({ name }) => name === parameter.name);
    const parent = known ? known.parent : parentOf(parameter.name, description, columns);
    return { ...parameter, ...(parent && { parent }) };
  });
  return { ...path, parameters };
}

function parentOf(
  property: string,
  { parents, relationships }: ResourceDescription,
  columns: readonly ColumnDescription[],
): PathParameter['parent'] {
  const column = columnOf(property, columns);
  const known = column === undefined ? undefined : parents?.[column];
  if (known) return known;
  const references = relationships.find((own) => own.column === column)?.references ?? '';
  const [, resource, parentColumn] = /^(.+)\.([^.]+)$/.exec(references) ?? [];
  return resource !== undefined && parentColumn !== undefined ? { resource, column: parentColumn } : undefined;
}

function handlerPermissions({ handlers }: ResourceSchema): ResourceDescription['permissions'] {
  const operations: readonly PermissionOperation[] = ['create', 'read', 'update', 'delete', 'list'];
  return Object.fromEntries(
    operations.flatMap((operation) => {
      const handler = handlers?.[operation];
      return handler ? [[operation, handler.permissions ?? []]] : [];
    }),
  );
}

const verbs = { create: 'INSERT', read: 'SELECT', update: 'UPDATE', delete: 'DELETE', list: 'SELECT' } as const;

/** Of a type that Cloud Control does not serve, what the methods of the service's own API need. */
function nativePermissions(
  { permissions }: ResourceDescription,
  methods: ResourceDescription['methods'],
): ResourceDescription['permissions'] {
  return Object.fromEntries(
    Object.entries(permissions).filter(([operation]) =>
      methods.some(({ verb }) => verb === verbs[operation as PermissionOperation]),
    ),
  );
}
