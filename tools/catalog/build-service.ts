import { cloudFormationColumns } from '../../src/catalog/cloudformation/columns.ts';
import type {
  PermissionOperation,
  ResourceDescription,
  ServiceDescription,
} from '../../src/catalog/resource-description.ts';
import type { ServiceSummary } from '../../src/catalog/service-file.ts';
import type { ResourceSchema } from '../../src/cloudformation/resource-schema.ts';
import { buildResource } from './build-resource.ts';
import { resourceSchema } from './cloudformation/resource-schema.ts';
import type { Specification, SpecifiedResource } from './cloudformation/specification.ts';
import { inferService } from './inference/infer-service.ts';
import type { ServiceReport } from './inference/service-report.ts';
import type { DocumentedModel } from './models/documented-model.ts';
import { methodName } from './native/operation-words.ts';
import type { ResourceOverlay, ServiceOverlay } from './overlays/overlay.ts';
import { handlerPermissions } from './permissions/handler-permissions.ts';
import { firstParagraph, htmlToText } from './plain-text.ts';
import { specifiedRelationships } from './relationships/specified-relationships.ts';
import type { CatalogService } from './services/catalog-services.ts';
import type { NamedType } from './services/resource-names.ts';

export interface BuiltService {
  readonly description: ServiceDescription;
  readonly resources: readonly ResourceDescription[];
  readonly twins: ServiceSummary['twins'];
  readonly schemas: readonly ResourceSchema[];
  readonly report: ServiceReport;
}

export interface ServiceParts {
  readonly service: CatalogService;
  /** Undefined for namespaces that no API knows. */
  readonly model: DocumentedModel | undefined;
  /** What is written by hand about it. */
  readonly overlay: ServiceOverlay | undefined;
  readonly specification: Specification;
  /** The specification's resource types by their names. */
  readonly specified: ReadonlyMap<string, SpecifiedResource>;
  /** CloudFormation type -> the resource's name in SQL (`aws.ec2.instances`), of every type of the catalog. */
  readonly names: ReadonlyMap<string, string>;
}

const noOverlay: ServiceOverlay = { resources: {}, methodNames: 'snake-case', pageSize: 100, notFound: [] };

interface BuiltType extends NamedType {
  readonly specified: SpecifiedResource;
  readonly schema: ResourceSchema;
}

/** Everything that SQL sees of one service. Throws, naming the service, when something in it cannot be read. */
export function buildService({ service, model, overlay, specification, specified, names }: ServiceParts): BuiltService {
  const byHand = overlay ?? noOverlay;
  const types = service.types.map((type): BuiltType => {
    const found = specified.get(type.typeName);
    if (!found) throw new Error(`${service.name}: the specification has no type ${type.typeName}.`);
    const facts = withoutCloudControl(found, byHand.resources[type.name]);
    return { ...type, specified: found, schema: resourceSchema(specification, found, facts) };
  });
  const { overlay: whole, report } = inferService({
    model,
    types: types.map(({ name, schema }) => ({
      name,
      schema,
      columns: cloudFormationColumns(schema, byHand.resources[name] ?? {}),
    })),
    overlay: byHand,
    operations: Object.keys(model?.operations ?? {}).sort(),
  });

  const byName = new Map(types.map((type) => [type.name, type]));
  const resourceNames = [...new Set([...byName.keys(), ...Object.keys(whole.resources)])].sort();
  const owned = operationsByResource(service, whole, new Set(resourceNames));
  const resources: ResourceDescription[] = [];
  const schemas: ResourceSchema[] = [];
  const twins: Record<string, ServiceSummary['twins'][string]> = {};
  for (const name of resourceNames) {
    const type = byName.get(name);
    const told = whole.resources[name] ?? {};
    const facts = type ? withoutCloudControl(type.specified, told) : told;
    const schema = type && resourceSchema(specification, type.specified, facts);
    // A native resource of that name takes it from the twin.
    const twin = type?.twin !== undefined && !resourceNames.includes(type.twin) ? type.twin : undefined;
    if (!type && !facts.paths && !owned.has(name)) {
      throw new Error(`The overlay of ${service.name} names ${name}, which is no type of it and has no operation.`);
    }
    if (schema) schemas.push(schema);
    if (twin !== undefined) twins[twin] = { of: name, without: facts.twinWithout ?? [] };
    resources.push(
      buildResource({
        serviceName: service.name,
        name,
        ...(twin && { twin }),
        ...(model && { model }),
        service: whole,
        overlay: facts,
        ...(schema && { schema }),
        operations: [
          ...new Set([
            ...(owned.get(name) ?? []),
            ...(type ? [] : [...readingOperations(facts), ...updatingOperations(model, whole, facts)]),
          ]),
        ],
        relationships: type ? specifiedRelationships(type.specified, names) : {},
      }),
    );
  }
  return { description: describe(service, model), resources, twins, schemas, report };
}

/** Types without a primary identifier are from before Cloud Control, which does not serve them. */
function withoutCloudControl(
  { primaryIdentifier = [], cloudFormationType }: SpecifiedResource,
  overlay: ResourceOverlay = {},
): ResourceOverlay {
  if (primaryIdentifier.length > 0) return withPermissions(overlay, cloudFormationType);
  return {
    description: `The type ${cloudFormationType} of CloudFormation templates. Cloud Control does not serve it: it cannot be read or changed here.`,
    ...overlay,
    withoutHandlers: ['create', 'read', 'update', 'delete', 'list'],
  };
}

function withPermissions(overlay: ResourceOverlay, typeName: string): ResourceOverlay {
  const handlers = Object.entries(handlerPermissions(typeName)).filter(
    ([operation]) => overlay.withoutHandlers?.includes(operation as PermissionOperation) !== true,
  );
  return { ...overlay, permissions: { ...Object.fromEntries(handlers), ...overlay.permissions } };
}

/** Of a native resource: all of them are methods of it, whoever else they read. */
function readingOperations({ paths = [] }: ResourceOverlay): readonly string[] {
  return paths.map(({ operation }) => operation);
}

/** Those that set its columns are so too. */
function updatingOperations(
  model: DocumentedModel | undefined,
  { methodNames }: ServiceOverlay,
  { changes }: ResourceOverlay,
): readonly string[] {
  const methods = Object.values(changes?.update ?? {}).flatMap(({ calls }) => calls.map(({ method }) => method));
  return Object.keys(model?.operations ?? {}).filter((name) => methods.includes(methodName(name, methodNames)));
}

function operationsByResource(
  { name: service }: CatalogService,
  { operations = {} }: ServiceOverlay,
  resources: ReadonlySet<string>,
): ReadonlyMap<string, readonly string[]> {
  const owned = new Map<string, string[]>();
  for (const [operation, resource] of Object.entries(operations)) {
    if (!resources.has(resource)) {
      throw new Error(
        `${service}: the operation ${operation} is said to be of ${resource}, which is no resource of it.`,
      );
    }
    owned.set(resource, [...(owned.get(resource) ?? []), operation]);
  }
  return owned;
}

function describe(service: CatalogService, model: DocumentedModel | undefined): ServiceDescription {
  const [namespace = service.name] = service.namespaces;
  const title = model?.metadata.serviceFullName ?? model?.metadata.serviceId ?? namespace;
  const text = firstParagraph(htmlToText(model?.documentation));
  return {
    id: `aws.${service.name}`,
    name: service.name,
    ...(service.aliases.length > 0 && { aliases: service.aliases }),
    ...(service.namespaces.length > 0 && { namespaces: service.namespaces }),
    title,
    description: model ? text || title : `The types of ${namespace} in CloudFormation.`,
  };
}
