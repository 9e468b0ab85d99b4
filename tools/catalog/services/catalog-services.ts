import { type NamedType, resourceNames } from '../../../src/catalog/build/services/resource-names.ts';
import { serviceName } from '../../../src/catalog/build/services/service-name.ts';
import { namespaceName, namespaceOf } from '../../../src/catalog/cloudformation/namespace-of.ts';
import { namespaceServices } from './namespace-services.ts';
import { ruleService, type ServiceFacts } from './rule-services.ts';
import { serviceOfType } from './service-of-type.ts';

/** A service of the catalog before anything of it is built. */
export interface CatalogService {
  /** Its name in SQL: `cognito_idp`. */
  readonly name: string;
  /** botocore's folder name; undefined of namespaces that no API knows. */
  readonly model?: string;
  readonly aliases: readonly string[];
  readonly namespaces: readonly string[];
  readonly types: readonly NamedType[];
}

export interface ModelledService extends ServiceFacts {
  readonly operations: readonly string[];
}

export interface SpecifiedTypeFacts {
  readonly cloudFormationType: string;
  readonly arnTemplate?: string;
}

/** Every service of the models and every namespace of the types, each type in one service. In the order of their names. */
export function catalogServices(
  models: readonly ModelledService[],
  types: readonly SpecifiedTypeFacts[],
): readonly CatalogService[] {
  const owners = typeOwners(models, types);
  const services = models.map(({ service }): CatalogService => {
    const typeNames = [...owners].filter(([, owner]) => owner === service).map(([typeName]) => typeName);
    const namespaces = [...new Set(typeNames.map(namespaceOf))].sort();
    const name = serviceName(service);
    const aliases = new Set([service, ...namespaces.map(namespaceName)]);
    aliases.delete(name);
    return { name, model: service, aliases: [...aliases], namespaces, types: resourceNames(typeNames) };
  });
  const alone = new Map<string, string[]>();
  for (const [typeName, owner] of owners) {
    if (owner !== undefined) continue;
    alone.set(namespaceOf(typeName), [...(alone.get(namespaceOf(typeName)) ?? []), typeName]);
  }
  for (const [namespace, typeNames] of alone) {
    const name = namespaceName(namespace);
    services.push({ name, aliases: [], namespaces: [namespace], types: resourceNames(typeNames) });
  }
  const names = new Set(services.map(({ name }) => name));
  if (names.size < services.length) throw new Error('Two services of the catalog have one name.');
  return services.sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** CloudFormation type -> botocore's name of the service; undefined of those that no API knows. */
function typeOwners(
  models: readonly ModelledService[],
  types: readonly SpecifiedTypeFacts[],
): ReadonlyMap<string, string | undefined> {
  const byNamespace = new Map<string, SpecifiedTypeFacts[]>();
  for (const type of types) {
    const namespace = namespaceOf(type.cloudFormationType);
    byNamespace.set(namespace, [...(byNamespace.get(namespace) ?? []), type]);
  }
  const owners = new Map<string, string | undefined>();
  for (const [namespace, members] of byNamespace) {
    const given = namespaceServices[namespace];
    const rule = given ? undefined : ruleService(namespace, models, arnServices(members));
    const candidates = (given?.services ?? (rule === undefined ? [] : [rule])).map((service) => {
      const model = models.find((candidate) => candidate.service === service);
      if (!model) throw new Error(`${namespace} is said to be of ${service}, which has no model.`);
      return model;
    });
    for (const { cloudFormationType } of members) {
      const told = given?.types?.[cloudFormationType];
      owners.set(
        cloudFormationType,
        candidates.length === 0 ? undefined : (told ?? serviceOfType(cloudFormationType, candidates)),
      );
    }
  }
  return owners;
}

function arnServices(types: readonly SpecifiedTypeFacts[]): readonly string[] {
  return [...new Set(types.flatMap(({ arnTemplate }) => arnTemplate?.split(':')[2] ?? []))];
}
