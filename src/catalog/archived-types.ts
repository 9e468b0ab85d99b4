import type { CatalogFiles } from './catalog-files.ts';
import { applySchema } from './cloudformation/apply-schema.ts';
import { namespaceName, namespaceOf } from './cloudformation/namespace-of.ts';
import { namesOfType, type ResourceNames, resourceOfSchema } from './cloudformation/resource-of-schema.ts';
import type { ResourceDescription, ServiceDescription } from './resource-description.ts';
import type { SchemaArchive } from './schema-archive.ts';
import { schemaFile } from './schema-store.ts';
import type { NamesFile } from './service-file.ts';
import { twinResource } from './twin-resource.ts';

/** A type of the archive that the built catalog does not know. */
interface FurtherType extends ResourceNames {
  readonly typeName: string;
}

/** What the schema archive says over, and besides, the built catalog; without an archive nothing. */
export interface ArchivedTypes {
  /** The services, with those of namespaces that the built catalog does not know. */
  services(built: readonly ServiceDescription[]): readonly ServiceDescription[];
  /** A built resource with its CloudFormation half as the archive has it. */
  applied(built: ResourceDescription): Promise<ResourceDescription>;
  /** The names of a service's further resources, and of their twins, each with its description. */
  further(service: string): Promise<ReadonlyMap<string, string>>;
  /** The names of all resources by service, with the further ones. */
  names(built: NamesFile): Promise<NamesFile>;
  /** A further resource, or the twin of one. */
  resource(service: string, name: string): Promise<ResourceDescription | undefined>;
}

/** Needs the services and the names of a service's resources, as they were built. */
export function createArchivedTypes(
  archive: SchemaArchive,
  files: CatalogFiles,
  builtServices: () => Promise<readonly ServiceDescription[]>,
  builtNames: (service: string) => Promise<readonly string[]>,
): ArchivedTypes {
  let all: readonly ServiceDescription[] | undefined;
  const services = (built: readonly ServiceDescription[]): readonly ServiceDescription[] => {
    all ??= [...built, ...newServices(built, archive.facts?.namespaces ?? [])].sort((one, other) =>
      one.name < other.name ? -1 : 1,
    );
    return all;
  };

  const found = new Map<string, Promise<readonly FurtherType[]>>();
  const typesOf = (service: string): Promise<readonly FurtherType[]> => {
    let types = found.get(service);
    if (!types) {
      types = findTypes(service);
      found.set(service, types);
      types.catch(() => found.delete(service));
    }
    return types;
  };
  const findTypes = async (service: string): Promise<readonly FurtherType[]> => {
    if (!archive.facts) return [];
    const built = await builtServices();
    const everyone = services(built);
    // Where several services share a namespace, a type that is new to it goes to the first of them.
    const namespaces = (everyone.find(({ name }) => name === service)?.namespaces ?? []).filter(
      (namespace) => everyone.find((own) => own.namespaces?.includes(namespace))?.name === service,
    );
    const isBuilt = (namespace: string) => built.some((own) => own.namespaces?.includes(namespace));
    const known = new Set(
      (await Promise.all(namespaces.filter(isBuilt).map((namespace) => files.names(schemaFile(namespace))))).flat(),
    );
    const types = (await archive.types()).filter(
      (typeName) => namespaces.includes(namespaceOf(typeName)) && !known.has(typeName),
    );
    const taken = new Set(types.length > 0 ? await builtNames(service) : []);
    return types.sort().map((typeName) => {
      const names = namesOfType(typeName, taken);
      taken.add(names.name);
      if (names.twin !== undefined) taken.add(names.twin);
      return { typeName, ...names };
    });
  };

  return {
    services,
    applied: async (built) => {
      if (built.cloudFormationType === undefined) return built;
      const schema = await archive.schema(built.cloudFormationType);
      return schema ? applySchema(built, schema) : built;
    },
    further: async (service) => {
      const entries = (await typesOf(service)).map(async ({ typeName, name, twin }) => {
        const description = (await archive.schema(typeName))?.description ?? '';
        return [name, ...(twin === undefined ? [] : [twin])].map((own) => [own, description] as const);
      });
      return new Map((await Promise.all(entries)).flat());
    },
    names: async (built) => {
      if (!archive.facts) return built;
      const entries = services(await builtServices()).map(async ({ name: service }) => {
        const further = (await typesOf(service)).flatMap(({ name, twin }) =>
          twin === undefined ? [name] : [name, twin],
        );
        return [service, [...(built[service] ?? []), ...further]] as const;
      });
      return Object.fromEntries(await Promise.all(entries));
    },
    resource: async (service, wanted) => {
      const type = (await typesOf(service)).find(({ name, twin }) => name === wanted || twin === wanted);
      const schema = type && (await archive.schema(type.typeName));
      if (!schema) return undefined;
      const { name, twin } = type;
      const resource = resourceOfSchema(service, { name, ...(twin !== undefined && { twin }) }, schema);
      return wanted === name ? resource : twinResource(resource, wanted, []);
    },
  };
}

function newServices(
  built: readonly ServiceDescription[],
  namespaces: readonly string[],
): readonly ServiceDescription[] {
  const known = new Set(built.flatMap((service) => service.namespaces ?? []));
  const names = new Set(built.map(({ name }) => name));
  return namespaces
    .filter((namespace) => !known.has(namespace))
    .map((namespace): ServiceDescription => {
      const own = namespaceName(namespace);
      const name = names.has(own) ? `cloudformation_${own}` : own;
      return {
        id: `aws.${name}`,
        name,
        namespaces: [namespace],
        title: namespace,
        description: `The types of ${namespace} in CloudFormation.`,
      };
    });
}
