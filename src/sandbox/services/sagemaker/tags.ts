import type { WireValue } from '../../../aws/service-model.ts';
import { textOf } from '../../kit/members.ts';
import { isReserved } from '../../kit/tags/tag.ts';
import { type Tagged, tagOperations } from '../../kit/tags/tag-operations.ts';
import { taggingBy } from '../../kit/tags/tagging.ts';
import type { RequestContext } from '../../service.ts';
import { messages, mostTags } from './assumptions.ts';
import { invalid, limitExceeded, resourceNotFound } from './faults.ts';
import { imageWithArn, keyOf, setImage } from './images/image-records.ts';
import { pagesOfTags } from './pages.ts';
import { type AppImageConfigRecord, appImageConfigsTable } from './records.ts';

export const tagging = taggingBy({
  most: mostTags,
  tooMany: () => limitExceeded(messages.tooManyTags),
  check(tags) {
    if (tags.some(isReserved)) throw invalid('Tag keys must not begin with aws:.');
  },
});

export const resourceTags = tagOperations(tagging, {
  find: (input, context) => taggedWithArn(textOf(input.ResourceArn) ?? '', context),
  tags: 'Tags',
  keys: 'TagKeys',
  added: (Tags) => ({ Tags }),
  listed(tags, input) {
    const list = `tags of ${textOf(input.ResourceArn)}`;
    const page = pagesOfTags.byKey(list, tags, { keyOf: ({ Key }) => Key }, input);
    return { Tags: page.items, NextToken: page.nextToken };
  },
});

function taggedWithArn(arn: string, context: RequestContext): Tagged {
  const image = imageWithArn(arn, context);
  if (image) return { tags: image.tags, change: (tags) => setImage({ ...image, tags }, context) };
  const configs = context.table<AppImageConfigRecord>(appImageConfigsTable);
  const key = keyOf(arn.slice(arn.lastIndexOf('/') + 1));
  const config = configs.get(key);
  if (config?.config.AppImageConfigArn === arn) {
    return { tags: config.tags, change: (tags) => configs.set(key, { ...config, tags }) };
  }
  throw resourceNotFound(messages.taggedNotFound(arn));
}

/** Gives a resource these tags and no others, as a CloudFormation update does. */
export function replaceTags(arn: string, tags: WireValue | undefined, context: RequestContext): void {
  taggedWithArn(arn, context).change(tagging.read(tags));
}
