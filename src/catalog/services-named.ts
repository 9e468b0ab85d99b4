import { nameKey } from '../data/name-key.ts';
import type { ServiceDescription } from './resource-description.ts';

/**
 * The services that a name means, however it is written (`cognito_idp`, `cognito-idp`, `Cognito_IDP`): the one that has
 * it, then those that go by it as well (`cognito` is the alias of two). None when there is none of that name.
 */
export function servicesNamed<Service extends Pick<ServiceDescription, 'name' | 'aliases'>>(
  services: readonly Service[],
  name: string,
): readonly Service[] {
  const ofThese = known.get(services) ?? new Map<string, readonly object[]>();
  known.set(services, ofThese);
  const found = (ofThese.get(name) as readonly Service[] | undefined) ?? find(services, name);
  if (ofThese.size >= mostKnown) ofThese.clear();
  ofThese.set(name, found);
  return found;
}

/** What was found before, by the list that it was found in: every statement names its services. */
const known = new WeakMap<object, Map<string, readonly object[]>>();
const mostKnown = 1_000;

function find<Service extends Pick<ServiceDescription, 'name' | 'aliases'>>(
  services: readonly Service[],
  name: string,
): readonly Service[] {
  const wanted = comparableName(name);
  const own = services.filter((service) => comparableName(service.name) === wanted);
  const others = services.filter(
    (service) => !own.includes(service) && service.aliases?.some((alias) => comparableName(alias) === wanted),
  );
  if (own.length + others.length > 0) return [...own, ...others];
  // `cloud_control`, where the service is `cloudcontrol`: words may be parted otherwise.
  return services.filter((service) =>
    [service.name, ...(service.aliases ?? [])].some((own) => nameKey(own) === nameKey(name)),
  );
}

/** A service's name as names are compared: `Cognito-IDP` is `cognito_idp`. */
export function comparableName(name: string): string {
  return name.toLowerCase().replaceAll('-', '_');
}

/**
 * The services that a name stands for as a whole: the one that has it; where it is no service's own name, all that go
 * by it.
 */
export function servicesMeant<Service extends Pick<ServiceDescription, 'name' | 'aliases'>>(
  services: readonly Service[],
  name: string,
): readonly Service[] {
  const named = servicesNamed(services, name);
  const own = named.filter((service) => comparableName(service.name) === comparableName(name));
  return own.length > 0 ? own : named;
}
