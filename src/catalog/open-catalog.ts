import { dataDirectory } from '../aws/data-directory.ts';
import type { ServiceModel } from '../aws/service-model.ts';
import type { ResourceSchema } from '../cloudformation/resource-schema.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import { createArchivedTypes } from './archived-types.ts';
import type { Catalog } from './catalog.ts';
import { CatalogFiles } from './catalog-files.ts';
import { columnShape } from './column-shape.ts';
import { documentedOperation } from './documented-operation.ts';
import { cloudControlParameters, nativeParameters } from './method-parameters.ts';
import type { NativeCall, ResourceDescription, ServiceDescription } from './resource-description.ts';
import { SchemaArchive } from './schema-archive.ts';
import { createSchemaStore } from './schema-store.ts';
import { searchResources } from './search/search-catalog.ts';
import { isAskedFor, searchHit } from './search/search-hit.ts';
import { searchWords } from './search/search-words.ts';
import {
  type DocumentationFile,
  type IndexFile,
  type NamesFile,
  type ServiceSummary,
  summaryEntry,
} from './service-file.ts';
import { servicesMeant, servicesNamed } from './services-named.ts';
import { twinResource } from './twin-resource.ts';
import { valuesOf } from './values-of.ts';

/** How many of those that speak of several words are looked through for a method of that name. */
const hitsLookedThrough = 40;
const undocumented: DocumentationFile = { operations: {}, shapes: {} };

/**
 * The catalog of a provider, read from the files that the build has made, resource by resource when it is first named.
 *
 * @example
 * const catalog = openCatalog('aws');
 * const images = await catalog.resource('imagebuilder', 'images');
 */
export function openCatalog(
  provider: 'aws',
  directory: string = dataDirectory(),
  /** AWS's schemas as the user has loaded them; a catalog from elsewhere is read as it was built. */
  archive: SchemaArchive | undefined = directory === dataDirectory() ? new SchemaArchive() : undefined,
): Catalog {
  const files = directory === dataDirectory() ? CatalogFiles.ofThisPackage() : new CatalogFiles(directory);
  const schemaOf = createSchemaStore(files, archive);
  const made = new Map<string, Promise<ResourceDescription | undefined>>();

  const builtServices = async (): Promise<readonly ServiceDescription[]> =>
    (await files.read<IndexFile>(`${provider}/index.json`)).services;
  const isBuilt = async (service: string) => (await builtServices()).some(({ name }) => name === service);
  const summary = async (service: string): Promise<ServiceSummary> =>
    ((await isBuilt(service)) && (await files.entry<ServiceSummary>(`${provider}/${service}`, summaryEntry))) || {
      resources: [],
      twins: {},
    };
  const builtNames = async (service: string): Promise<readonly string[]> => {
    const { resources, twins } = await summary(service);
    return [...resources.map(({ name }) => name), ...Object.keys(twins)];
  };
  const archived = archive && createArchivedTypes(archive, files, builtServices, builtNames);
  const services = async (): Promise<readonly ServiceDescription[]> => {
    const built = await builtServices();
    return archived?.services(built) ?? built;
  };

  const builtResource = async (service: string, name: string): Promise<ResourceDescription | undefined> => {
    if (name === summaryEntry || !(await isBuilt(service))) return undefined;
    const built = await files.entry<ResourceDescription>(`${provider}/${service}`, name);
    return built && archived ? archived.applied(built) : built;
  };
  const ownResource = async (service: string, name: string): Promise<ResourceDescription | undefined> => {
    const own = await builtResource(service, name);
    if (own) return own;
    const { twins } = await summary(service);
    const twin = Object.hasOwn(twins, name) ? twins[name] : undefined;
    if (!twin) return archived?.resource(service, name);
    const resource = await builtResource(service, twin.of);
    return resource && twinResource(resource, name, twin.without);
  };
  const find = async (service: string, name: string): Promise<ResourceDescription | undefined> => {
    for (const { name: known } of servicesNamed(await services(), service)) {
      const found = await ownResource(known, name);
      if (found) return found;
    }
    return undefined;
  };
  const resource = (service: string, name: string): Promise<ResourceDescription | undefined> => {
    const key = `${service}.${name}`.toLowerCase();
    let description = made.get(key);
    if (!description) {
      description = find(service, name.toLowerCase());
      made.set(key, description);
      description.then(
        (found) => found ?? made.delete(key),
        () => made.delete(key),
      );
    }
    return description;
  };
  const schema = async (service: string, name: string): Promise<ResourceSchema | undefined> => {
    const description = await resource(service, name);
    return description?.cloudFormationType === undefined ? undefined : schemaOf(description.cloudFormationType);
  };
  const idsAbout = (text: string, most: number) =>
    searchResources((entry) => files.entry(`${provider}/search`, entry), text, most);
  const documented = ({ service }: NativeCall) =>
    Promise.all([files.model(service), files.read<DocumentationFile>(`documentation/${service}.gz`)]);

  return {
    provider,
    get version() {
      const { version } = files.readNow<IndexFile>(`${provider}/index.json`);
      const { facts } = archive ?? {};
      return facts ? `${version}, schemas of ${facts.fetched.slice(0, 10)}` : version;
    },
    services,
    resources: async (service) => {
      const lists = servicesMeant(await services(), service).map(async ({ name: known }) => {
        const { resources, twins } = await summary(known);
        const texts = new Map(resources.map(({ name, description }) => [name, description]));
        const further = (await archived?.further(known)) ?? [];
        const all = new Map([
          ...further,
          ...texts,
          ...Object.entries(twins).map(([twin, { of }]) => [twin, texts.get(of) ?? ''] as const),
        ]);
        return [...all].map(([name, description]) => ({ name, id: `${provider}.${known}.${name}`, description }));
      });
      return (await Promise.all(lists)).flat().sort((one, other) => (one.name < other.name ? -1 : 1));
    },
    resource,
    resourceNames: async () => {
      const built = await files.read<NamesFile>(`${provider}/names.json`);
      return archived?.names(built) ?? built;
    },
    schema,
    search: async (text, { most, service }) => {
      const named = service === undefined ? undefined : servicesMeant(await services(), service);
      const isWanted = (id: string) => named?.some(({ name }) => id.startsWith(`${provider}.${name}.`)) ?? true;
      const ids = await idsAbout(text, Number.POSITIVE_INFINITY);
      const wanted = ids.filter(isWanted);
      // What has a method of that very name may speak of it nowhere else.
      const found = wanted.slice(0, searchWords(text).length > 1 ? Math.max(most, hitsLookedThrough) : most);
      const resources = await Promise.all(found.map((id) => resource(...partsOf(id))));
      const hits = resources.flatMap((description) => (description ? [searchHit(description, text)] : []));
      const [asked, others] = [true, false].map((is) => hits.filter((hit) => isAskedFor(hit, text) === is));
      return [...(asked ?? []), ...(others ?? [])].slice(0, most);
    },
    resourcesAbout: idsAbout,
    valuesOf: async (service, name, of) => {
      const description = await resource(service, name);
      if (description === undefined) return [];
      return valuesOf(description, of, { schema: await schema(service, name), model: (known) => files.model(known) });
    },
    columnShape: async (service, name, columnName) => {
      const description = await resource(service, name);
      const column = description?.columns.find((own) => own.name.toLowerCase() === columnName.toLowerCase());
      if (description === undefined || column === undefined) return undefined;
      const calls = new Map(
        [...description.methods, ...description.accessPaths.map((path) => ({ ...path, name: path.method }))].flatMap(
          ({ name: method, call }) => (call.api === 'native' ? [[method, call] as const] : []),
        ),
      );
      const models = new Map<string, ServiceModel>();
      for (const { service: known } of calls.values()) models.set(known, await files.model(known));
      const get = (method: string) => {
        const call = calls.get(method);
        const model = models.get(call?.service ?? '');
        return call && model && documentedOperation(model, undocumented, call.operation);
      };
      return columnShape({ description, schema: await schema(service, name), operations: { get } }, column);
    },
    parameters: async (service, name, methodName, { documented: isDocumented } = { documented: true }) => {
      const description = await resource(service, name);
      const method = description?.methods.find((own) => own.name.toLowerCase() === methodName.toLowerCase());
      if (!description || !method) {
        throw new SkyqlError('UNKNOWN_METHOD', `${provider}.${service}.${name} has no method ${methodName}.`);
      }
      if (method.call.api === 'cloud-control') {
        return cloudControlParameters(description, method.call, await schema(service, name));
      }
      if (!isDocumented) return nativeParameters(method.call, await files.model(method.call.service), undocumented);
      return nativeParameters(method.call, ...(await documented(method.call)));
    },
    operation: async (service, name, methodName) => {
      const description = await resource(service, name);
      const call =
        description?.methods.find((own) => own.name === methodName)?.call ??
        description?.accessPaths.find((own) => own.method === methodName)?.call;
      if (call?.api !== 'native') return undefined;
      return documentedOperation(...(await documented(call)), call.operation);
    },
  };
}

/** `aws.ec2.images` is `images` of `ec2`. */
function partsOf(id: string): [service: string, name: string] {
  const [, service = '', name = ''] = id.split('.');
  return [service, name];
}
