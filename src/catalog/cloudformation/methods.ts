import type { ResourceSchema } from '../../cloudformation/resource-schema.ts';
import type { ColumnDescription, MethodDescription, PermissionOperation, SqlVerb } from '../resource-description.ts';
import { listNeeds } from './list-needs.ts';

interface HandlerMethod {
  readonly handler: PermissionOperation;
  readonly name: string;
  readonly verb: SqlVerb;
  /** The IAM action of Cloud Control itself. */
  readonly action: string;
  readonly describe: (type: string) => string;
}

/** In the order of the documentation. */
const handlerMethods: readonly HandlerMethod[] = [
  {
    handler: 'create',
    name: 'create_resource',
    verb: 'INSERT',
    action: 'cloudformation:CreateResource',
    describe: (type) => `Creates a resource of the type ${type} through Cloud Control.`,
  },
  {
    handler: 'delete',
    name: 'delete_resource',
    verb: 'DELETE',
    action: 'cloudformation:DeleteResource',
    describe: (type) => `Deletes a resource of the type ${type} through Cloud Control.`,
  },
  {
    handler: 'update',
    name: 'update_resource',
    verb: 'UPDATE',
    action: 'cloudformation:UpdateResource',
    describe: (type) => `Changes a resource of the type ${type} through Cloud Control, by a JSON Patch (RFC 6902).`,
  },
  {
    handler: 'list',
    name: 'list_resource',
    verb: 'SELECT',
    action: 'cloudformation:ListResources',
    describe: (type) => `Lists the resources of the type ${type} through Cloud Control.`,
  },
  {
    handler: 'read',
    name: 'get_resource',
    verb: 'SELECT',
    action: 'cloudformation:GetResource',
    describe: (type) => `Reads a resource of the type ${type} through Cloud Control.`,
  },
];

/** What the notes of Cloud Control's methods say while only AWS's schema archive knows what a type's handlers call. */
export const handlerPermissionsUnknown = 'what the handler itself calls is not known; skyql catalog update brings it';

/** The methods that Cloud Control gives a type: one for each of its handlers. */
export function cloudControlMethods(
  schema: ResourceSchema,
  columns: readonly ColumnDescription[],
): readonly MethodDescription[] {
  return handlerMethods
    .filter(({ handler }) => schema.handlers?.[handler])
    .map(({ handler, name, verb, action, describe }) => ({
      name,
      verb,
      requiredParameters: requiredParameters(schema, columns, handler),
      description: describe(schema.typeName),
      changes: handler !== 'read' && handler !== 'list',
      permissions: [action, ...followed(handler), ...(schema.handlers?.[handler]?.permissions ?? [])],
      ...(isUnknown(schema, handler) && { permissionsNote: handlerPermissionsUnknown }),
      call: { api: 'cloud-control', type: schema.typeName, handler },
    }));
}

function isUnknown({ handlers, source }: ResourceSchema, handler: PermissionOperation): boolean {
  return source !== 'cloudformation-schema' && (handlers?.[handler]?.permissions ?? []).length === 0;
}

/** Changes are asynchronous: waiting for their end asks for it. */
function followed(handler: PermissionOperation): readonly string[] {
  return handler === 'read' || handler === 'list' ? [] : ['cloudformation:GetResourceRequestStatus'];
}

function requiredParameters(
  schema: ResourceSchema,
  columns: readonly ColumnDescription[],
  handler: PermissionOperation,
): readonly string[] {
  switch (handler) {
    case 'create':
      return [...columns.flatMap(({ property, required }) => (property && required ? [property] : [])), 'region'];
    case 'list':
      return [...listNeeds(schema), 'region'];
    case 'update':
      return ['data__Identifier', 'data__PatchDocument', 'region'];
    case 'read':
    case 'delete':
      return ['data__Identifier', 'region'];
  }
}
