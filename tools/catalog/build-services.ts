import { type BuiltService, buildService } from '../../src/catalog/build/build-service.ts';
import type { DocumentedModel } from '../../src/catalog/build/models/documented-model.ts';
import type { ModelArchive, ModelHead } from '../../src/catalog/build/models/read-models.ts';
import { handOverlays } from '../../src/catalog/build/overlays/hand-overlays.ts';
import { linkParents, type ParentEntry } from '../../src/catalog/build/parents/link-parents.ts';
import { linkRelationships } from '../../src/catalog/build/relationships/link-relationships.ts';
import { loadSpecification, type SpecifiedResource } from './cloudformation/specification.ts';
import { openModels } from './open-models.ts';
import { type CatalogService, catalogServices, type ModelledService } from './services/catalog-services.ts';
import { specifiedTypes } from './specified-types.ts';

export interface BuildChoice {
  /** The names in SQL of the services to build; all unless given. */
  readonly services?: readonly string[];
  /** Where the models come from, if not from the AWS CLI's package. */
  readonly models?: ModelArchive;
}

export interface BuildServices extends BuildChoice {
  /** Sees each model once, in the order of the services. */
  readonly onModel: (model: DocumentedModel) => void;
}

export interface BuiltCatalog {
  /** In the order of their names. */
  readonly services: readonly BuiltService[];
  /** What became of the parameters that lists cannot do without. */
  readonly parents: readonly ParentEntry[];
}

/** All that the catalog holds. Throws at the first thing that cannot be read, naming its service. */
export async function buildServices({
  services: chosen,
  models = openModels(),
  onModel,
}: BuildServices): Promise<BuiltCatalog> {
  const specification = await loadSpecification();
  const specified = new Map(specification.all('resource').map((type) => [type.cloudFormationType, type]));
  const services = catalogServices(
    models.services.map((service) => factsOf(models.head(service))),
    [...specified.values()],
  );
  const unknown = chosen?.find((name) => !services.some((service) => service.name === name));
  if (unknown !== undefined) throw new Error(`There is no service ${unknown}.`);
  const names = namesOfTypes(services);
  const built = services
    .filter(({ name }) => chosen?.includes(name) ?? true)
    .map((service) => {
      try {
        const model = service.model === undefined ? undefined : models.read(service.model);
        const overlay = service.model === undefined ? undefined : handOverlays[service.model];
        if (model) onModel(model);
        const types = specifiedTypes(service, overlay, { specification, types: specified, names });
        return buildService({ service, types, model, overlay });
      } catch (cause) {
        const reason = cause instanceof Error ? cause.message : String(cause);
        throw new Error(`The service ${service.name} cannot be built. ${reason}`, { cause });
      }
    });
  return withParents(linkRelationships(built));
}

function withParents(built: readonly BuiltService[]): BuiltCatalog {
  const { services, report } = linkParents(
    built.map(({ description, resources }) => ({ service: description.name, resources })),
  );
  const linked = new Map(services.map(({ service, resources }) => [service, resources]));
  return {
    services: built.map((service) => ({
      ...service,
      resources: linked.get(service.description.name) ?? service.resources,
    })),
    parents: report,
  };
}

function factsOf({ service, metadata, operations }: ModelHead): ModelledService {
  const { endpointPrefix, signingName, serviceId } = metadata;
  return { service, endpointPrefix, serviceId, ...(signingName && { signingName }), operations };
}

function namesOfTypes(
  services: readonly CatalogService[],
): ReadonlyMap<SpecifiedResource['cloudFormationType'], string> {
  return new Map(
    services.flatMap((service) =>
      service.types.map(({ typeName, name }): [string, string] => [typeName, `aws.${service.name}.${name}`]),
    ),
  );
}
