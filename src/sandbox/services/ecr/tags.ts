import type { WireStructure } from '../../../aws/service-model.ts';
import { textOf } from '../../kit/members.ts';
import { type Tagged, tagOperations } from '../../kit/tags/tag-operations.ts';
import { taggingBy } from '../../kit/tags/tagging.ts';
import type { RequestContext } from '../../service.ts';
import { messages, mostTags } from './assumptions.ts';
import { fault, invalidParameter } from './faults.ts';
import { registryOf, requiredRepository } from './repositories/repository-store.ts';

export const tagging = taggingBy({
  most: mostTags,
  tooMany: () => fault('TooManyTagsException', messages.tooManyTags),
});

export const repositoryTags = tagOperations(tagging, {
  find: taggedRepository,
  tags: 'tags',
  keys: 'tagKeys',
  listed: (tags) => ({ tags }),
});

function taggedRepository(input: WireStructure, context: RequestContext): Tagged {
  const arn = textOf(input.resourceArn) ?? '';
  const [, region = '', account = '', name = ''] = /^arn:[^:]+:ecr:([^:]+):(\d{12}):repository\/(.+)$/.exec(arn) ?? [];
  if (name === '') throw invalidParameter(messages.badArn);
  const { repositories } = registryOf(context.state, { account, region });
  const record = requiredRepository({ account, repositories }, name);
  return { tags: record.tags, change: (tags) => repositories.set(name, { ...record, tags }) };
}
