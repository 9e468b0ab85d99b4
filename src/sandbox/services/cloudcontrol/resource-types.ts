import type { ResourceSchema } from '../../../catalog/resource-schema.ts';
import { type ResourceHandler, SandboxFault, type SandboxService } from '../../service.ts';
import { unsupportedAction } from './assumptions.ts';
import { genericResourceHandler } from './generic-resource-handler.ts';

/** A CloudFormation type with the handler that holds its resources. */
export interface ResourceType {
  readonly schema: ResourceSchema;
  readonly handler: ResourceHandler;
}

/** Finds a type's schema; undefined when there is no such type. */
export type SchemaSource = (typeName: string) => Promise<ResourceSchema | undefined>;

export type HandlerAction = 'create' | 'read' | 'update' | 'delete' | 'list';

/** Throws TypeNotFoundException and, for a type that lacks the handler, UnsupportedActionException. */
export type ResourceTypes = (typeName: string, action: HandlerAction) => Promise<ResourceType>;

export function createResourceTypes(services: readonly SandboxService[], schemaOf: SchemaSource): ResourceTypes {
  const ownHandlers = new Map(services.flatMap((service) => Object.entries(service.resourceTypes ?? {})));
  const known = new Map<string, ResourceType>();
  return async (typeName, action) => {
    const type = known.get(typeName) ?? (await load(typeName));
    if (!supports(type, action)) {
      throw new SandboxFault('UnsupportedActionException', unsupportedAction(typeName, action.toUpperCase()));
    }
    return type;
  };

  async function load(typeName: string): Promise<ResourceType> {
    const schema = await schemaOf(typeName);
    if (schema === undefined) throw typeNotFound(typeName);
    const type = { schema, handler: ownHandlers.get(typeName) ?? genericResourceHandler(schema) };
    known.set(typeName, type);
    return type;
  }
}

export const typeNotFound = (typeName: string) =>
  new SandboxFault('TypeNotFoundException', `The type '${typeName}' cannot be found.`);

/** Of CloudFormation's own schemas those without any handlers are types that Cloud Control does not serve. */
function supports({ schema, handler }: ResourceType, action: HandlerAction): boolean {
  if (handler[action] === undefined) return false;
  if (schema.handlers === undefined) return schema.source !== 'cloudformation-schema';
  return schema.handlers[action] !== undefined;
}
