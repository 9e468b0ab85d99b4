import type { Catalog } from '../catalog/catalog.ts';
import { readingNoun } from '../catalog/reading-noun.ts';
import type { MethodDescription, NativeCall, ResourceDescription } from '../catalog/resource-description.ts';
import { resourceId } from '../catalog/resource-id.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import { otherResources } from './foreign-names.ts';
import { isNamedAlike } from './is-named-alike.ts';
import { listOnly } from './list-only.ts';
import { readByKey } from './read-by-key.ts';
import { tagsOf } from './tags-of.ts';

/**
 * The resource that a name means which the service has none of: the name of another number or with its words parted otherwise,
 * what is made of a resource (`vpcs_list_only`, `vpc_tags`), the attributes of one, or what an operation of the API reads. Throws
 * AMBIGUOUS_RESOURCE where several are meant.
 */
export async function findByRule(
  catalog: Catalog,
  service: string,
  name: string,
): Promise<ResourceDescription | undefined> {
  const other = otherResources[service]?.[name];
  if (other !== undefined) return catalog.resource(service, other);
  for (const [ending, make] of made) {
    if (!name.endsWith(ending) || name.length === ending.length) continue;
    const base = await resourceNamed(catalog, service, name.slice(0, -ending.length));
    const found = base && make(base, name);
    if (found !== undefined) return found;
  }
  const called = await namedAlike(catalog, service, name);
  if (called !== undefined) return called;
  const attributesOf = /^(.+)_attributes?$/.exec(name)?.[1];
  const owner = attributesOf === undefined ? undefined : await resourceNamed(catalog, service, attributesOf);
  return owner ?? readByOperation(catalog, service, name);
}

const made: readonly (readonly [string, typeof listOnly])[] = [
  ['_list_only', listOnly],
  ['_tags', tagsOf],
];

/** The resource of many that a name means, be it the name of its twin. */
export async function resourceNamed(
  catalog: Catalog,
  service: string,
  name: string,
): Promise<ResourceDescription | undefined> {
  const found = (await catalog.resource(service, name)) ?? (await namedAlike(catalog, service, name));
  if (found?.twin === undefined || found.accessPaths.some(({ kind }) => kind === 'list')) return found;
  return catalog.resource(service, found.twin);
}

/** The resource whose name is the same but for its number and for how its words are parted. */
async function namedAlike(catalog: Catalog, service: string, name: string): Promise<ResourceDescription | undefined> {
  const isAlike = isNamedAlike(name);
  const names = (await catalog.resources(service)).filter((own) => isAlike(own.name));
  const found = (await Promise.all(names.map((own) => catalog.resource(service, own.name)))).flatMap(
    (one) => one ?? [],
  );
  // A resource and its twin are one.
  const [only, second] = found.filter((one) => !isTwinOf(one, found));
  if (second !== undefined)
    throw ambiguous(
      service,
      name,
      [only, second].flatMap((one) => one ?? []),
    );
  return only;
}

function isTwinOf(one: ResourceDescription, all: readonly ResourceDescription[]): boolean {
  const other = all.find(({ name }) => name === one.twin);
  return other !== undefined && other.accessPaths.length > one.accessPaths.length;
}

interface Reader {
  readonly owner: ResourceDescription;
  readonly method: MethodDescription & { readonly call: NativeCall };
}

/** What the operation reads whose noun the name is: the resource that has its rows, or else its answer. */
async function readByOperation(
  catalog: Catalog,
  service: string,
  name: string,
): Promise<ResourceDescription | undefined> {
  const isAlike = isNamedAlike(name);
  const isMeant = (operation: string) => isAlike(readingNoun(operation)?.noun ?? '');
  const names = await catalog.resources(service);
  const all = (await Promise.all(names.map((own) => catalog.resource(service, own.name)))).flatMap((one) => one ?? []);
  const whole = all.filter((one) => !isTwinOf(one, all));
  const readers = whole.filter(({ accessPaths }) =>
    accessPaths.some(({ call }) => call.api === 'native' && isMeant(call.operation)),
  );
  if (readers.length > 1) throw ambiguous(service, name, readers);
  const [reader] = readers;
  if (reader !== undefined) return reader;
  const methods = whole.flatMap((owner) =>
    owner.methods.flatMap((method): Reader[] => {
      const { call } = method;
      return call.api === 'native' && !method.changes && isMeant(call.operation)
        ? [{ owner, method: { ...method, call } }]
        : [];
    }),
  );
  // Where several operations have one noun, the one that lists brings what the others bring one by one.
  const [first] = methods.toSorted((one, other) => rank(one) - rank(other));
  return first && readByKey(catalog, first.owner, first.method);
}

const verbs = ['List', 'Describe', 'Get'];

function rank({ method }: Reader): number {
  const at = verbs.indexOf(readingNoun(method.call.operation)?.verb ?? '');
  return at === -1 ? verbs.length : at;
}

function ambiguous(service: string, name: string, found: readonly ResourceDescription[]): SkyqlError {
  const names = found.map(resourceId);
  return new SkyqlError('AMBIGUOUS_RESOURCE', `${name} of ${service} may be any of: ${names.join(', ')}.`, {
    hint: 'Write the one that is meant.',
  });
}
