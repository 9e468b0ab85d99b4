import type { WireStructure, WireValue } from '../../../../aws/service-model.ts';
import { structuresOf, textOf } from '../../../kit/members.ts';
import { SandboxFault } from '../../../service.ts';
import { mostTags } from '../assumptions.ts';
import { invalidValue } from '../faults.ts';
import type { Tag } from '../images/image-record.ts';

/** The tags of a `Tags` member. Throws for those that EC2 does not take. */
export function readTags(value: WireValue | undefined): readonly Tag[] {
  const tags = structuresOf(value).map((tag) => ({ Key: textOf(tag.Key) ?? '', Value: textOf(tag.Value) ?? '' }));
  for (const { Key, Value } of tags) {
    if (Key === '') throw invalidValue('Tag key cannot be null or empty.');
    if (Key.startsWith('aws:')) {
      throw invalidValue("Tag keys starting with 'aws:' are reserved for internal use");
    }
    if (Key.length > 127) throw invalidValue(`Tag key exceeds the maximum length of 127 characters: '${Key}'`);
    if (Value.length > 255) throw invalidValue(`Tag value exceeds the maximum length of 255 characters: '${Value}'`);
  }
  return mergeTags([], tags);
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
    tags[type] = mergeTags(tags[type] ?? [], readTags(specification.Tags));
  }
  return tags;
}

/** Later tags win over earlier ones of the same key, in the place of these. Throws TagLimitExceeded past the limit. */
export function mergeTags(earlier: readonly Tag[], later: readonly Tag[]): readonly Tag[] {
  const values = new Map(earlier.map((tag) => [tag.Key, tag.Value]));
  for (const tag of later) values.set(tag.Key, tag.Value);
  if (values.size > mostTags) {
    throw new SandboxFault('TagLimitExceeded', 'The maximum number of Tags for a resource has been reached.');
  }
  return [...values].map(([Key, Value]) => ({ Key, Value }));
}

/** `{ Tags }`, or nothing when there are none: EC2 leaves an empty tag set out. */
export function tagsMember(tags: readonly Tag[] | undefined): { readonly Tags?: readonly Tag[] } {
  return tags && tags.length > 0 ? { Tags: tags } : {};
}
