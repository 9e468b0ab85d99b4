import { dataDirectory } from '../aws/data-directory.ts';
import type { ServiceModel } from '../aws/service-model.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import type { Catalog } from './catalog.ts';
import { CatalogFiles } from './catalog-files.ts';
import { cloudControlParameters, nativeParameters } from './method-parameters.ts';
import type { ResourceDescription } from './resource-description.ts';
import type { ResourceSchema } from './resource-schema.ts';
import type { DocumentationFile, IndexFile, ServiceFile } from './service-file.ts';
import { twinResource } from './twin-resource.ts';

/**
 * The catalog of a provider, read from the files that the build has made, service by service when it is first named.
 *
 * @example
 * const catalog = openCatalog('aws');
 * const images = await catalog.resource('imagebuilder', 'images');
 */
export function openCatalog(provider: 'aws', directory: string = dataDirectory()): Catalog {
  const files = new CatalogFiles(directory);
  const resources = new Map<string, Promise<ReadonlyMap<string, () => ResourceDescription>>>();
  const made = new Map<string, ResourceDescription>();

  const serviceName = async (service: string): Promise<string | undefined> => {
    const { services } = await files.read<IndexFile>(`${provider}/index.json`);
    return services.find(({ name }) => name === service.toLowerCase())?.name;
  };
  const resourcesOf = async (service: string): Promise<ReadonlyMap<string, () => ResourceDescription>> => {
    const known = await serviceName(service);
    if (known === undefined) return new Map();
    let loaded = resources.get(known);
    if (!loaded) {
      loaded = files.read<ServiceFile>(`${provider}/${known}.json`).then(byName);
      resources.set(known, loaded);
    }
    return loaded;
  };
  const resource = async (service: string, name: string): Promise<ResourceDescription | undefined> => {
    const key = `${service}.${name}`.toLowerCase();
    const before = made.get(key);
    if (before) return before;
    const description = (await resourcesOf(service)).get(name.toLowerCase())?.();
    if (description) made.set(key, description);
    return description;
  };
  const schema = async (service: string, name: string): Promise<ResourceSchema | undefined> => {
    const description = await resource(service, name);
    if (!description?.cloudFormationType) return undefined;
    const schemas = await files.read<Record<string, ResourceSchema>>(`schemas/${description.service}.json`);
    return schemas[description.cloudFormationType];
  };

  return {
    provider,
    get version() {
      return files.readNow<IndexFile>(`${provider}/index.json`).version;
    },
    services: async () => (await files.read<IndexFile>(`${provider}/index.json`)).services,
    resources: async (service) =>
      [...(await resourcesOf(service)).values()].map((make) => {
        const { name, service: id, description } = make();
        return { name, id: `${provider}.${id}.${name}`, description };
      }),
    resource,
    schema,
    parameters: async (service, name, methodName) => {
      const description = await resource(service, name);
      const method = description?.methods.find((own) => own.name.toLowerCase() === methodName.toLowerCase());
      if (!description || !method) {
        throw new SkyqlError('UNKNOWN_METHOD', `${provider}.${service}.${name} has no method ${methodName}.`);
      }
      if (method.call.api === 'cloud-control') {
        return cloudControlParameters(description, method.call, await schema(service, name));
      }
      const [model, documentation] = await Promise.all([
        files.read<ServiceModel>(`models/${method.call.service}.json`),
        files.read<DocumentationFile>(`documentation/${method.call.service}.json`),
      ]);
      return nativeParameters(method.call, model, documentation);
    },
  };
}

function byName({ resources, twins }: ServiceFile): ReadonlyMap<string, () => ResourceDescription> {
  const own = new Map(resources.map((description) => [description.name, description]));
  const makers: [string, () => ResourceDescription][] = resources.map((description) => [
    description.name,
    () => description,
  ]);
  for (const [twin, { of, without }] of Object.entries(twins)) {
    const resource = own.get(of);
    if (resource) makers.push([twin, () => twinResource(resource, twin, without)]);
  }
  return new Map(makers.sort(([one], [other]) => (one < other ? -1 : 1)));
}
