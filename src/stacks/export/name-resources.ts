import { snakeCase } from '../../catalog/snake-case.ts';
import { isObject } from '../../data/is-object.ts';
import type { Value } from '../../data/value.ts';
import { builtinNames, functionNames } from '../environment/builtin-names.ts';
import type { ExportedResource } from './exported-resource.ts';

type Unnamed = Omit<ExportedResource, 'name'>;

/** Gives each a name of its own: what it is, `image_pipeline`, and where there are several what it is called, `image_pipeline_golden`. */
export function nameResources(resources: readonly Unnamed[]): readonly ExportedResource[] {
  // Templates name props and what every stack has before resources.
  const taken = new Set<string>([...builtinNames, ...functionNames, 'region']);
  for (const { properties } of resources) for (const name of Object.keys(properties)) taken.add(name);
  const nouns = resources.map(nounOf);
  const several = new Set(nouns.filter((noun, index) => nouns.indexOf(noun) !== index));
  return resources.map((resource, index) => {
    const noun = nouns[index] ?? nounOf(resource);
    const base = !several.has(noun) ? noun : `${noun}_${slug(calledOf(resource))}`.slice(0, 100).replace(/_+$/, '');
    let name = base;
    for (let count = 2; taken.has(name); count += 1) name = `${base}_${count}`;
    taken.add(name);
    return { ...resource, name };
  });
}

function nounOf({ description: { cloudFormationType, name } }: Unnamed): string {
  return cloudFormationType === undefined ? name : snakeCase(cloudFormationType.split('::').at(-1) ?? name);
}

/** Its tag Name, the property that is its name, or the end of its identifier. */
function calledOf({ properties, identity, description }: Unnamed): string {
  const noun = description.cloudFormationType?.split('::').at(-1) ?? '';
  const name = tagNamed(properties.Tags) ?? properties.Name ?? properties[`${noun}Name`];
  return typeof name === 'string' && name !== '' ? name : (identity.key.join('_').split(/[/:]/).at(-1) ?? '');
}

function tagNamed(tags: Value | undefined): Value | undefined {
  if (Array.isArray(tags)) {
    const tag = (tags as readonly Value[]).find((item) => isObject(item) && (item as { Key?: Value }).Key === 'Name');
    return (tag as { Value?: Value } | undefined)?.Value;
  }
  return tags !== undefined && isObject(tags) ? (tags as { Name?: Value }).Name : undefined;
}

function slug(text: string): string {
  return (
    text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^_+|_+$/g, '') || 'other'
  );
}
