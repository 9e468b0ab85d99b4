import type { WireStructure } from '../../../aws/service-model.ts';
import { type RequestContext, SandboxFault, type SandboxService } from '../../service.ts';
import { unknownTypeErrorCode } from './assumptions.ts';
import { createResource } from './requests/create-resource.ts';
import { deleteResource } from './requests/delete-resource.ts';
import {
  cancelResourceRequest,
  getResourceRequestStatus,
  listResourceRequests,
} from './requests/request-operations.ts';
import { recordUnknownType, settleRequests } from './requests/resource-requests.ts';
import { updateResource } from './requests/update-resource.ts';
import { listResources } from './resources/list-resources.ts';
import { readResource, resolveIdentifier, visibleText } from './resources/resource-model.ts';
import {
  createResourceTypes,
  type HandlerAction,
  type ResourceType,
  type ResourceTypes,
  type SchemaSource,
} from './resources/resource-types.ts';
import { cloudControlTables } from './stored-tables.ts';

type ResourceOperation = (type: ResourceType, input: WireStructure, context: RequestContext) => WireStructure;

/**
 * Cloud Control over every type that has a schema. Types that one of the services holds itself go through that
 * service's handlers, so that both APIs see the same resources; all others are kept by their schema alone.
 */
export function createCloudControl(services: readonly SandboxService[], schemaOf: SchemaSource): SandboxService {
  const types = createResourceTypes(services, schemaOf);
  return {
    service: 'cloudcontrol',
    tables: cloudControlTables,
    operations: {
      CreateResource: onResource(types, 'create', createResource),
      GetResource: onResource(types, 'read', getResource),
      ListResources: onResource(types, 'list', listResources),
      UpdateResource: onResource(types, 'update', updateResource),
      DeleteResource: onResource(types, 'delete', deleteResource),
      GetResourceRequestStatus: onRequests(types, getResourceRequestStatus),
      CancelResourceRequest: onRequests(types, cancelResourceRequest),
      ListResourceRequests: onRequests(types, listResourceRequests),
    },
  };
}

/** Whether the type exists comes before everything else, even before a patch that is none. */
function onResource(types: ResourceTypes, action: HandlerAction, operation: ResourceOperation) {
  return async (input: WireStructure, context: RequestContext): Promise<WireStructure> => {
    const type = await typeOf(types, String(input.TypeName), action, context);
    await settleRequests(types, context);
    return operation(type, input, context);
  };
}

function onRequests(types: ResourceTypes, operation: (input: WireStructure, context: RequestContext) => WireStructure) {
  return async (input: WireStructure, context: RequestContext): Promise<WireStructure> => {
    await settleRequests(types, context);
    return operation(input, context);
  };
}

async function typeOf(
  types: ResourceTypes,
  typeName: string,
  action: HandlerAction,
  context: RequestContext,
): Promise<ResourceType> {
  try {
    return await types(typeName, action);
  } catch (error) {
    const unknown = error instanceof SandboxFault && error.code === 'TypeNotFoundException';
    if (unknown && action !== 'read' && action !== 'list') {
      recordUnknownType(typeName, unknownTypeErrorCode, error.message, context);
    }
    throw error;
  }
}

function getResource(type: ResourceType, input: WireStructure, context: RequestContext): WireStructure {
  const { typeName } = type.schema;
  const given = String(input.Identifier);
  const identifier = resolveIdentifier(type, given, context);
  const properties = readResource(type, identifier, given, context);
  return {
    TypeName: typeName,
    ResourceDescription: { Identifier: identifier ?? given, Properties: visibleText(type.schema, properties) },
  };
}
