import { suggest } from '../../data/suggest.ts';
import type { Manifest, ManifestResource, Placed } from '../manifest/manifest.ts';
import { faultAt } from '../manifest/source-file.ts';

/** Checks what a resource says of others, and that its type has a use for its keys. Throws INVALID_MANIFEST with file, line and column. */
export function checkResourceKeys(resource: ManifestResource, { resources }: Manifest): void {
  const { name, type, dependsOn, replaceTriggeredBy, movedFrom, deletion, createBeforeDestroy } = resource;
  const names = resources.map((one) => one.name);
  for (const one of dependsOn) requireNamed(one, one.value, 'depends_on');
  for (const one of replaceTriggeredBy) {
    const [of = ''] = one.value.split('.');
    requireNamed(one, of, 'replace_triggered_by');
    if (of === name)
      throw faultAt(one.place, 'INVALID_MANIFEST', `${name} is replaced by no change of itself.`, {
        hint: 'replace_triggered_by names other resources: network, or network.vpc_id.',
      });
  }
  if (movedFrom !== undefined && names.includes(movedFrom.value))
    throw faultAt(movedFrom.place, 'INVALID_MANIFEST', `There is a resource ${movedFrom.value} still.`, {
      hint: 'moved_from is the name that the resource had before, and that nothing has any more.',
    });
  if (resource.skipOnDelete && deletion !== undefined && deletion.value !== 'retain')
    throw faultAt(deletion.place, 'INVALID_MANIFEST', `${name} has skip_on_delete and deletion: ${deletion.value}.`, {
      hint: 'One says that teardown leaves it, the other one that it goes: leave one of them out.',
    });
  if (type === 'resource' || type === 'multi') return;
  const useless: readonly (readonly [string, Placed<unknown> | undefined])[] = [
    ['replace_triggered_by', replaceTriggeredBy[0]],
    ['create_before_destroy', createBeforeDestroy],
    ['moved_from', movedFrom],
    ['deletion', deletion],
  ];
  for (const [key, given] of useless)
    if (given !== undefined)
      throw faultAt(given.place, 'INVALID_MANIFEST', `A ${type} has no use for ${key}.`, {
        hint: 'Nothing of it stands in the cloud: leave it out.',
      });

  function requireNamed({ place }: Placed<string>, of: string, key: string): void {
    if (names.includes(of)) return;
    const near = suggest(of, names, 2);
    throw faultAt(place, 'INVALID_MANIFEST', `There is no resource ${of}.`, {
      hint: near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `${key} names resources of this stack.`,
    });
  }
}
