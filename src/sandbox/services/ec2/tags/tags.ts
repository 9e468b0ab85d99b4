import type { WireStructure } from '../../../../aws/service-model.ts';
import { structuresOf, textOf } from '../../../kit/members.ts';
import { isReserved, type Tag } from '../../../kit/tags/tag.ts';
import { taggingBy } from '../../../kit/tags/tagging.ts';
import { SandboxFault } from '../../../service.ts';
import { mostTags } from '../assumptions.ts';
import { invalidValue } from '../faults.ts';

export const tagging = taggingBy({
  most: mostTags,
  tooMany: () => new SandboxFault('TagLimitExceeded', 'The maximum number of Tags for a resource has been reached.'),
  check: (tags) => tags.forEach(checkTag),
});

function checkTag(tag: Tag): void {
  const { Key, Value } = tag;
  if (Key === '') throw invalidValue('Tag key cannot be null or empty.');
  if (isReserved(tag)) throw invalidValue("Tag keys starting with 'aws:' are reserved for internal use");
  if (Key.length > 127) throw invalidValue(`Tag key exceeds the maximum length of 127 characters: '${Key}'`);
  if (Value.length > 256) throw invalidValue(`Tag value exceeds the maximum length of 256 characters: '${Value}'`);
}

/** The tags of each resource type that a request's `TagSpecifications` name. */
export function readTagSpecifications(
  input: WireStructure,
  types: readonly string[],
): Readonly<Record<string, readonly Tag[]>> {
  const tags: Record<string, readonly Tag[]> = {};
  for (const specification of structuresOf(input.TagSpecifications)) {
    const type = textOf(specification.ResourceType) ?? '';
    if (!types.includes(type)) {
      throw invalidValue(`'${type}' is not a valid taggable resource type for this operation.`);
    }
    tags[type] = tagging.add(tags[type] ?? [], specification.Tags);
  }
  return tags;
}
