import type { Catalog } from '../catalog/catalog.ts';
import type { ResourceDescription, ServiceDescription } from '../catalog/resource-description.ts';
import { servicesNamed } from '../catalog/services-named.ts';
import { findByRule, resourceNamed } from './find-by-rule.ts';
import { otherProviders, otherServices } from './foreign-names.ts';
import { insteadOf } from './instead-of.ts';
import { tagsOf } from './tags-of.ts';

/**
 * A catalog in which names are found as other tools write them too: by rules of the catalog's own facts, after the names that
 * it has itself. What is found has the catalog's own name, or is made of what has.
 */
export function withOtherNames(catalog: Catalog): Catalog {
  const found = new Map<string, Promise<ResourceDescription | undefined>>();
  let named: { readonly of: readonly ServiceDescription[]; readonly all: readonly ServiceDescription[] } | undefined;
  const services = async () => {
    const of = await catalog.services();
    if (named?.of !== of) named = { of, all: of.map(withAliases) };
    return named.all;
  };

  /** The service's name in the catalog, which knows its aliases. */
  const meant = (service: string) => otherServices[service.toLowerCase()] ?? service;
  const resource = (service: string, name: string): Promise<ResourceDescription | undefined> => {
    const key = `${service}.${name}`.toLowerCase();
    const known = found.get(key);
    if (known !== undefined) return known;
    const made = catalog
      .resource(meant(service), name)
      .then(async (exact) =>
        exact === undefined ? otherwise(service, name.toLowerCase()) : withColumns(catalog, exact),
      );
    found.set(key, made);
    made.then(
      (one) => one ?? found.delete(key),
      () => found.delete(key),
    );
    return made;
  };
  const otherwise = async (service: string, name: string): Promise<ResourceDescription | undefined> => {
    for (const { name: known } of servicesNamed(await services(), service)) {
      const one = await findByRule(catalog, known, name);
      if (one !== undefined) return one;
    }
    return undefined;
  };
  /** What is made by rule has the methods of what it is made of. */
  const byName = async <Result>(
    service: string,
    name: string,
    method: string,
    ask: (service: string, name: string, method: string) => Promise<Result>,
  ): Promise<Result> => {
    const description = await resource(service, name);
    return ask(description?.service ?? service, description?.methodsOf ?? description?.name ?? name, method);
  };

  return {
    provider: catalog.provider,
    get version() {
      return catalog.version;
    },
    otherNames: Object.keys(otherProviders).filter((name) => otherProviders[name] === catalog.provider),
    services,
    insteadOf: (service, name) => insteadOf(catalog.provider, service, name),
    resources: (service) => catalog.resources(meant(service)),
    resource,
    ...(catalog.resourceNames && { resourceNames: catalog.resourceNames }),
    search: catalog.search,
    schema: async (service, name) => {
      const description = await resource(service, name);
      return catalog.schema(description?.service ?? service, description?.name ?? name);
    },
    ...(catalog.resourcesAbout && { resourcesAbout: catalog.resourcesAbout }),
    valuesOf: async (service, name, of) => {
      const description = await resource(service, name);
      const owner = 'method' in of ? description?.methodsOf : undefined;
      return (await catalog.valuesOf?.(description?.service ?? service, owner ?? description?.name ?? name, of)) ?? [];
    },
    columnShape: async (service, name, column) => {
      const description = await resource(service, name);
      return catalog.columnShape?.(description?.service ?? service, description?.name ?? name, column);
    },
    parameters: (service, name, method, options) =>
      byName(service, name, method, (...wanted) => catalog.parameters(...wanted, options)),
    operation: async (service, name, method) =>
      byName(service, name, method, async (...wanted) => catalog.operation?.(...wanted)),
  };
}

/** Tags of a resource that an operation of their own lists (`aws.iam.role_tags`) have the columns of the resource, as any other's have. */
async function withColumns(catalog: Catalog, own: ResourceDescription): Promise<ResourceDescription> {
  const tagged = /^(.+)_tags$/.exec(own.name)?.[1];
  const isList = ['key', 'value'].every((name) => own.columns.some((column) => column.name === name));
  if (tagged === undefined || !isList) return own;
  const base = await resourceNamed(catalog, own.service, tagged);
  const made = base && tagsOf(base, own.name);
  return made === undefined ? own : { ...made, methods: own.methods, methodsOf: own.name };
}

function withAliases(service: ServiceDescription): ServiceDescription {
  const others = Object.keys(otherServices).filter((other) => otherServices[other] === service.name);
  return others.length === 0 ? service : { ...service, aliases: [...(service.aliases ?? []), ...others] };
}
