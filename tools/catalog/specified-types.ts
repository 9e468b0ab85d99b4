import { type BuildType, servedByNone } from '../../src/catalog/build/build-service.ts';
import type { ResourceOverlay, ServiceOverlay } from '../../src/catalog/build/overlays/overlay.ts';
import type { PermissionOperation } from '../../src/catalog/resource-description.ts';
import { resourceSchema } from './cloudformation/resource-schema.ts';
import type { Specification, SpecifiedResource } from './cloudformation/specification.ts';
import { handlerPermissions } from './permissions/handler-permissions.ts';
import { specifiedRelationships } from './relationships/specified-relationships.ts';
import type { CatalogService } from './services/catalog-services.ts';

export interface Specified {
  readonly specification: Specification;
  /** The specification's resource types by their names. */
  readonly types: ReadonlyMap<string, SpecifiedResource>;
  /** CloudFormation type -> the resource's name in SQL (`aws.ec2.instances`), of every type of the catalog. */
  readonly names: ReadonlyMap<string, string>;
}

/** The types of a service as the specification has them, with the facts of its overlay. */
export function specifiedTypes(
  service: Pick<CatalogService, 'name' | 'types'>,
  overlay: ServiceOverlay | undefined,
  { specification, types, names }: Specified,
): readonly BuildType[] {
  return service.types.map((type): BuildType => {
    const found = types.get(type.typeName);
    if (!found) throw new Error(`${service.name}: the specification has no type ${type.typeName}.`);
    const told = overlay?.resources[type.name] ?? {};
    const isServed = (found.primaryIdentifier ?? []).length > 0;
    const permissions = isServed ? permissionsOf(type.typeName, told) : (told.permissions ?? {});
    const facts = isServed ? { ...told, permissions } : { ...told, withoutHandlers: servedByNone };
    return {
      ...type,
      schema: resourceSchema(specification, found, facts),
      permissions,
      relationships: specifiedRelationships(found, names),
    };
  });
}

function permissionsOf(typeName: string, { withoutHandlers, permissions }: ResourceOverlay): BuildType['permissions'] {
  const handlers = Object.entries(handlerPermissions(typeName)).filter(
    ([operation]) => withoutHandlers?.includes(operation as PermissionOperation) !== true,
  );
  return { ...Object.fromEntries(handlers), ...permissions };
}
