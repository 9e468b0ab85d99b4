import type { ResourceSchema } from '../../cloudformation/resource-schema.ts';
import { cloudFormationColumns } from '../cloudformation/columns.ts';
import type { PermissionOperation, ResourceDescription, ServiceDescription } from '../resource-description.ts';
import type { ServiceSummary } from '../service-file.ts';
import { buildResource } from './build-resource.ts';
import { inferService } from './inference/infer-service.ts';
import type { ServiceReport } from './inference/service-report.ts';
import type { DocumentedModel } from './models/documented-model.ts';
import { methodName } from './native/operation-words.ts';
import type { ResourceOverlay, ServiceOverlay } from './overlays/overlay.ts';
import { firstParagraph, htmlToText } from './plain-text.ts';
import type { NamedType } from './services/resource-names.ts';

export interface BuiltService {
  readonly description: ServiceDescription;
  readonly resources: readonly ResourceDescription[];
  readonly twins: ServiceSummary['twins'];
  readonly schemas: readonly ResourceSchema[];
  readonly report: ServiceReport;
}

/** A CloudFormation type of a service, with what other sources than its schema say of it. */
export interface BuildType extends NamedType {
  readonly schema: ResourceSchema;
  /** What its handlers call. */
  readonly permissions: ResourceDescription['permissions'];
  /** Column -> the column of a resource that it refers to. */
  readonly relationships: Readonly<Record<string, string>>;
}

export interface ServiceParts {
  readonly service: Pick<ServiceDescription, 'name' | 'namespaces' | 'aliases'>;
  readonly types: readonly BuildType[];
  /** Undefined for namespaces that no API knows. */
  readonly model: DocumentedModel | undefined;
  /** What is written by hand about it. */
  readonly overlay: ServiceOverlay | undefined;
}

const noOverlay: ServiceOverlay = { resources: {}, methodNames: 'snake-case', pageSize: 100, notFound: [] };

/** Everything that SQL sees of one service. Throws, naming the service, when something in it cannot be read. */
export function buildService({ service, types, model, overlay = noOverlay }: ServiceParts): BuiltService {
  const { overlay: whole, report } = inferService({
    model,
    types: types.map(({ name, schema }) => ({
      name,
      schema,
      columns: cloudFormationColumns(schema, overlay.resources[name] ?? {}),
    })),
    overlay,
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
    const facts = type ? typeFacts(type, told) : told;
    const schema = type?.schema;
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
        relationships: type?.relationships ?? {},
      }),
    );
  }
  return { description: describe(service, model), resources, twins, schemas, report };
}

/** Types without a primary identifier are from before Cloud Control, which does not serve them. */
function typeFacts({ schema, permissions }: BuildType, overlay: ResourceOverlay): ResourceOverlay {
  if (schema.primaryIdentifier.length > 0) return { ...overlay, permissions };
  return {
    description: `The type ${schema.typeName} of CloudFormation templates. Cloud Control does not serve it: it cannot be read or changed here.`,
    ...overlay,
    withoutHandlers: servedByNone,
  };
}

/** Of types that Cloud Control does not serve. */
export const servedByNone: readonly PermissionOperation[] = ['create', 'read', 'update', 'delete', 'list'];

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
  { name: service }: ServiceParts['service'],
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

function describe(service: ServiceParts['service'], model: DocumentedModel | undefined): ServiceDescription {
  const { aliases = [], namespaces = [] } = service;
  const [namespace = service.name] = namespaces;
  const title = model?.metadata.serviceFullName ?? model?.metadata.serviceId ?? namespace;
  const text = firstParagraph(htmlToText(model?.documentation));
  return {
    id: `aws.${service.name}`,
    name: service.name,
    ...(aliases.length > 0 && { aliases }),
    ...(namespaces.length > 0 && { namespaces }),
    title,
    description: model ? text || title : `The types of ${namespace} in CloudFormation.`,
  };
}
