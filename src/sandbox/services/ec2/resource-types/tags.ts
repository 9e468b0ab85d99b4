import type { WireStructure, WireValue } from '../../../../aws/service-model.ts';
import { structuresOf } from '../../../kit/members.ts';
import type { RequestContext } from '../../../service.ts';
import { createTags, deleteTags } from '../tags/tag-operations.ts';

/** The `TagSpecifications` of a request that makes a resource with the tags of its properties. */
export function tagSpecifications(type: string, tags: WireValue | undefined): WireStructure {
  return structuresOf(tags).length === 0 ? {} : { TagSpecifications: [{ ResourceType: type, Tags: tags }] };
}

/** Puts these tags into the place of those that the resource had. */
export function replaceTags(id: string, tags: WireValue | undefined, context: RequestContext): void {
  deleteTags({ Resources: [id] }, context);
  if (structuresOf(tags).length > 0) createTags({ Resources: [id], Tags: tags }, context);
}
