import type { WireStructure } from '../../../aws/service-model.ts';
import { textOf } from '../../kit/members.ts';
import { type Tagged, tagOperations } from '../../kit/tags/tag-operations.ts';
import { taggingBy } from '../../kit/tags/tagging.ts';
import { type RequestContext, SandboxFault } from '../../service.ts';
import { limits, messages } from './assumptions.ts';
import { ownParameter, parametersOf } from './parameters/parameter-store.ts';

export const tagging = taggingBy({
  most: limits.tags,
  tooMany: () => new SandboxFault('TooManyTagsError', messages.tooManyTags, 400),
});

export const parameterTags = tagOperations(tagging, {
  find: taggedParameter,
  tags: 'Tags',
  keys: 'TagKeys',
  listed: (TagList) => ({ TagList }),
});

/** Of what Systems Manager can tag the sandbox has parameters alone. */
function taggedParameter(input: WireStructure, context: RequestContext): Tagged {
  const record = input.ResourceType === 'Parameter' ? ownParameter(textOf(input.ResourceId) ?? '', context) : undefined;
  if (record === undefined) throw new SandboxFault('InvalidResourceId', '', 400);
  return { tags: record.tags, change: (tags) => parametersOf(context).set(record.name, { ...record, tags }) };
}
