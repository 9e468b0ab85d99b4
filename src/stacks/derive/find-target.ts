import type { Catalog } from '../../catalog/catalog.ts';
import { findResource } from '../../catalog/find-resource.ts';
import { pluralise } from '../../catalog/pluralise.ts';
import type { ResourceDescription } from '../../catalog/resource-description.ts';
import { resourceId } from '../../catalog/resource-id.ts';
import type { SkyqlError } from '../../errors/skyql-error.ts';
import type { StackResource } from '../environment/stack.ts';
import { faultAt } from '../manifest/source-file.ts';
import { canCreate, creatableResource } from './creatable-resource.ts';

/** INSERT INTO a name that no template makes. */
const insertInto =
  /\bINSERT\s+(?:\/\*\+[\s\S]*?\*\/\s*)?INTO\s+((?:"[^"{]+"|\w+)(?:\s*\.\s*(?:"[^"{]+"|\w+)){2})\s*\(/i;

/**
 * What a resource of a stack is in the catalog: what its `resource` says, or the target of the INSERT that creates it, or the one type whose
 * name and properties are those of the manifest. Undefined where its own queries say all that is done with it.
 */
export async function findTarget(
  resource: StackResource,
  catalogs: readonly Catalog[],
): Promise<ResourceDescription | undefined> {
  if (resource.type !== 'resource' && resource.type !== 'multi') return undefined;
  const { resource: said, anchors, place } = resource;
  if (said !== undefined) return creatableResource(await named(said.value.split('.'), catalogs, said.place), catalogs);
  const create = anchors.get('create') ?? anchors.get('createorupdate');
  const written = create && insertInto.exec(create.template.text)?.[1];
  if (written !== undefined && create !== undefined) {
    const parts = written.split('.').map((part) => part.trim().replaceAll('"', ''));
    // A statement may be for what the catalog does not know; then its own queries have to do.
    return named(parts, catalogs, create.place).catch((error: SkyqlError) => {
      if (anchors.has('exists')) return undefined;
      throw error;
    });
  }
  if (anchors.size > 0) return undefined;
  const found = await typesNamed(resource, catalogs);
  const [only, another] = found;
  if (only !== undefined && another === undefined) return only;
  throw faultAt(place, 'UNKNOWN_RESOURCE', `It is not clear what ${resource.name} is.`, {
    hint:
      only === undefined
        ? 'No type of the providers has this name and these props. Say what it is, resource: aws.sagemaker.images, or write its queries into resources/.'
        : `It may be ${found.slice(0, 6).map(resourceId).join(', ')}. Say which: resource: ${resourceId(only)}.`,
  });
}

async function named(
  parts: readonly string[],
  catalogs: readonly Catalog[],
  place: StackResource['place'],
): Promise<ResourceDescription> {
  const [provider, ...rest] = parts;
  // Cloud Control's provider of StackQL has the same resources.
  const known = provider?.toLowerCase() === 'awscc' ? ['aws', ...rest] : parts;
  try {
    return await findResource(catalogs, known, []);
  } catch (error) {
    const { code, message, hint } = error as SkyqlError;
    throw faultAt(place, code, message, { hint, cause: error });
  }
}

/** The types whose noun is the resource's name and whose properties are its props. */
async function typesNamed(
  { name, props }: StackResource,
  catalogs: readonly Catalog[],
): Promise<readonly ResourceDescription[]> {
  const noun = name.toLowerCase();
  const nouns = new Set([noun, pluralise(noun)]);
  const found = new Map<string, ResourceDescription>();
  for (const catalog of catalogs)
    for (const [service, resources] of Object.entries((await catalog.resourceNames?.()) ?? {}))
      for (const one of resources.filter((own) => nouns.has(own))) {
        const description = await catalog.resource(service, one);
        if (description?.cloudFormationType === undefined || !canCreate(description)) continue;
        const properties = new Set(description.columns.flatMap(({ property, name: column }) => [property, column]));
        const given = props.map((prop) => prop.name).filter((own) => own !== 'region');
        const required = description.columns.filter((column) => column.required === true && column.readOnly !== true);
        const isFilled = required.every(({ property, name: column }) =>
          given.some((own) => own === property || own === column),
        );
        if (given.length > 0 && isFilled && given.every((own) => properties.has(own)))
          found.set(description.cloudFormationType, description);
      }
  return [...found.values()];
}
