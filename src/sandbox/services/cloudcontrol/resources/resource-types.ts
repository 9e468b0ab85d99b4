import type { ResourceSchema } from '../../../../cloudformation/resource-schema.ts';
import { type ResourceHandler, SandboxFault, type SandboxService } from '../../../service.ts';
import { unsupportedAction } from '../assumptions.ts';
import { genericResourceHandler } from './generic-resource-handler.ts';

/** A CloudFormation type with the handler that holds its resources. */
export interface ResourceType {
  readonly schema: ResourceSchema;
  readonly handler: ResourceHandler;
  /** Whether one of the services holds its resources, so that its own API and Cloud Control share them. */
  readonly isShared: boolean;
  /** What its resources live in, by the property that names one; of shared types their services know. */
  readonly parents?: readonly ParentType[];
}

export interface ParentType {
  readonly property: string;
  readonly type: ResourceType;
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
    const own = ownHandlers.get(typeName);
    const isShared = own !== undefined;
    const parents = isShared ? [] : await parentsOf(schema);
    const type = { schema, handler: own ?? genericResourceHandler(schema), isShared, parents };
    known.set(typeName, type);
    return type;
  }

  async function parentsOf(schema: ResourceSchema): Promise<readonly ParentType[]> {
    const found: ParentType[] = [];
    for (const [property, typeName] of Object.entries(schema.parents ?? {})) {
      const isKnown = known.has(typeName) || (await schemaOf(typeName)) !== undefined;
      if (isKnown) found.push({ property, type: known.get(typeName) ?? (await load(typeName)) });
    }
    return found;
  }
}

export const typeNotFound = (typeName: string) =>
  new SandboxFault('TypeNotFoundException', `The type '${typeName}' cannot be found.`);

/** Of CloudFormation's own schemas those without any handlers are types that Cloud Control does not serve. */
function supports({ schema, handler, isShared }: ResourceType, action: HandlerAction): boolean {
  if (handler[action] === undefined) return false;
  // The catalog leaves creating some types to their own API (RunInstances): AWS has both.
  if (isShared && schema.source !== 'cloudformation-schema') return true;
  if (schema.handlers === undefined) return schema.source !== 'cloudformation-schema';
  return schema.handlers[action] !== undefined;
}
