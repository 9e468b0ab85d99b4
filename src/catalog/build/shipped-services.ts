import type { ResourceSchema } from '../../cloudformation/resource-schema.ts';
import type { CatalogFiles } from '../catalog-files.ts';
import { namespaceOf } from '../cloudformation/namespace-of.ts';
import type { AccessPath, MethodDescription, ResourceDescription } from '../resource-description.ts';
import { schemaFile } from '../schema-store.ts';
import { type IndexFile, type ServiceSummary, summaryEntry } from '../service-file.ts';
import type { BuildType } from './build-service.ts';
import type { ServiceInFiles } from './files/service-files.ts';

/** A service as the catalog that skyql comes with has it. */
export type ShippedService = ServiceInFiles;

/** All services of a catalog, by their names in SQL. */
export async function shippedServices(files: CatalogFiles): Promise<ReadonlyMap<string, ShippedService>> {
  const services = new Map<string, ShippedService>();
  for (const description of (await files.read<IndexFile>('aws/index.json')).services) {
    const name = `aws/${description.name}`;
    const { resources: listed, twins } = (await files.entry<ServiceSummary>(name, summaryEntry)) ?? nothing;
    const resources: ResourceDescription[] = [];
    for (const { name: own } of listed) {
      const resource = await files.entry<ResourceDescription>(name, own);
      if (resource !== undefined) resources.push(resource);
    }
    services.set(description.name, { description, resources, twins });
  }
  return services;
}

const nothing: ServiceSummary = { resources: [], twins: {} };

/** The CloudFormation types of a service: what the build knew of them stands in its resources. */
export async function shippedTypes({ resources }: ShippedService, files: CatalogFiles): Promise<readonly BuildType[]> {
  const types: BuildType[] = [];
  for (const { name, twin, cloudFormationType, permissions, relationships, columns } of resources) {
    if (cloudFormationType === undefined) continue;
    const schema = await files.entry<ResourceSchema>(schemaFile(namespaceOf(cloudFormationType)), cloudFormationType);
    if (schema === undefined) throw new Error(`The catalog has no schema of ${cloudFormationType}.`);
    const own = new Set(columns.filter(({ property }) => property !== undefined).map((column) => column.name));
    types.push({
      typeName: cloudFormationType,
      name,
      ...(twin !== undefined && { twin }),
      schema,
      permissions,
      relationships: Object.fromEntries(
        relationships.filter(({ column }) => own.has(column)).map(({ column, references }) => [column, references]),
      ),
    });
  }
  return types.sort((one, other) => (one.typeName < other.typeName ? -1 : 1));
}

/**
 * Resources with what no model says, as the catalog that skyql comes with has it: the actions that AWS's Service
 * Authorization Reference lists, and the forms of ARNs.
 */
export function withShippedFacts(
  built: readonly ResourceDescription[],
  shipped: readonly ResourceDescription[],
): readonly ResourceDescription[] {
  const known = new Map(shipped.map((resource) => [resource.name, resource]));
  return built.map((resource) => {
    const own = known.get(resource.name);
    if (own === undefined) return resource;
    return {
      ...resource,
      methods: resource.methods.map((method) => withActions(method, own.methods.find(sameAs(method.name, method)))),
      accessPaths: resource.accessPaths.map((path) =>
        withActions(path, own.accessPaths.find(sameAs(path.method, path))),
      ),
      permissions: { ...resource.permissions, ...own.permissions },
      ...(own.arn !== undefined && { arn: own.arn }),
    };
  });
}

type Asking = MethodDescription | AccessPath;

/** Whether a method or path is the one of that name, and makes the same call. */
function sameAs(name: string, { call }: Asking): (other: Asking) => boolean {
  const operation = operationOf(call);
  return (other) => ('name' in other ? other.name : other.method) === name && operationOf(other.call) === operation;
}

function operationOf(call: Asking['call']): string {
  return call.api === 'native' ? call.operation : call.handler;
}

function withActions<Own extends Asking>(own: Own, shipped: Asking | undefined): Own {
  if (shipped === undefined) return own;
  const { permissions, permissionsNote } = shipped;
  if (permissionsNote !== undefined) return { ...own, permissions, permissionsNote };
  const { permissionsNote: _, ...rest } = own;
  return { ...(rest as Own), permissions };
}
