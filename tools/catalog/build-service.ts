import { pluralise } from '../../src/catalog/pluralise.ts';
import type { ResourceDescription, ServiceDescription } from '../../src/catalog/resource-description.ts';
import type { ResourceSchema } from '../../src/catalog/resource-schema.ts';
import type { ServiceFile } from '../../src/catalog/service-file.ts';
import { snakeCase } from '../../src/catalog/snake-case.ts';
import { buildResource } from './build-resource.ts';
import { resourceSchema } from './cloudformation/resource-schema.ts';
import { resourcesOf, type Specification, type SpecifiedResource } from './cloudformation/specification.ts';
import type { IncludedService } from './included-services.ts';
import type { DocumentedModel } from './models/documented-model.ts';
import { resourceOfOperation } from './native/operation-words.ts';
import type { ServiceOverlay } from './overlays/overlay.ts';
import { firstParagraph, htmlToText } from './plain-text.ts';

export interface BuiltService {
  readonly description: ServiceDescription;
  readonly file: ServiceFile;
  readonly schemas: Readonly<Record<string, ResourceSchema>>;
}

const noOverlay: ServiceOverlay = { resources: {}, methodNames: 'snake-case', pageSize: 100, notFound: [] };

/** Everything that SQL sees of one service. */
export function buildService(
  included: IncludedService,
  model: DocumentedModel,
  operations: readonly string[],
  specification: Specification,
  /** CloudFormation type -> the resource's name in SQL (`aws.ec2.images`), of every type of the catalog. */
  names: ReadonlyMap<string, string>,
): BuiltService {
  const service = included.overlay ?? noOverlay;
  const types = included.cloudFormation ? resourcesOf(specification, included.cloudFormation) : [];
  const byName = new Map(types.map((type) => [pluralise(snakeCase(type.name)), type]));
  const resourceNames = [...new Set([...byName.keys(), ...Object.keys(service.resources)])].sort();
  const owned = operationsByResource(service, operations, resourceNames);

  const resources: ResourceDescription[] = [];
  const schemas: Record<string, ResourceSchema> = {};
  const twins: Record<string, ServiceFile['twins'][string]> = {};
  for (const name of resourceNames) {
    const type = byName.get(name);
    const overlay = service.resources[name] ?? {};
    if (!type && !overlay.paths)
      throw new Error(`The overlay of ${included.service} names ${name}, which is no type of it.`);
    const schema = type && resourceSchema(specification, type, overlay);
    const singular = type && snakeCase(type.name);
    const twin = singular !== name ? singular : undefined;
    if (twin !== undefined && resourceNames.includes(twin))
      throw new Error(`${included.service} has two resources ${twin}.`);
    if (schema) schemas[schema.typeName] = schema;
    if (twin !== undefined) twins[twin] = { of: name, without: overlay.twinWithout ?? [] };
    resources.push(
      buildResource({
        name,
        ...(twin && { twin }),
        model,
        service,
        overlay,
        ...(schema && { schema }),
        operations: owned.get(name) ?? [],
        relationships: type ? relationshipsOf(type, names) : {},
      }),
    );
  }
  const title = model.metadata.serviceFullName ?? model.metadata.serviceId;
  return {
    description: {
      id: `aws.${included.service}`,
      name: included.service,
      title,
      description: firstParagraph(htmlToText(model.documentation)) || title,
    },
    file: { resources, twins },
    schemas,
  };
}

function operationsByResource(
  service: ServiceOverlay,
  operations: readonly string[],
  resources: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const owned = new Map<string, string[]>();
  for (const operation of operations) {
    const resource = service.operations?.[operation] ?? resourceOfOperation(operation, resources);
    if (resource !== undefined) owned.set(resource, [...(owned.get(resource) ?? []), operation]);
  }
  return owned;
}

function relationshipsOf(type: SpecifiedResource, names: ReadonlyMap<string, string>): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [property, { relationshipRefs }] of Object.entries(type.properties)) {
    for (const { cloudFormationType, propertyName } of relationshipRefs ?? []) {
      const resource = names.get(cloudFormationType);
      if (resource !== undefined && cloudFormationType !== type.cloudFormationType) {
        found[snakeCase(property)] ??= `${resource}.${snakeCase(propertyName)}`;
      }
    }
  }
  return found;
}
