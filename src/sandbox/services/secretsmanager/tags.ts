import { isReserved } from '../../kit/tags/tag.ts';
import { tagOperations } from '../../kit/tags/tag-operations.ts';
import { taggingBy } from '../../kit/tags/tagging.ts';
import { limits, messages } from './assumptions.ts';
import { invalidParameter } from './faults.ts';
import { keepSecret, secretAsked } from './secrets/secret-store.ts';

export const tagging = taggingBy({
  most: limits.tags,
  tooMany: () => invalidParameter(messages.tooManyTags),
  check(tags) {
    if (tags.some(isReserved)) throw invalidParameter(messages.reservedTag);
  },
});

/** DescribeSecret lists the tags: there is no operation of their own for that. */
export const secretTags = tagOperations(tagging, {
  find(input, context) {
    const secret = secretAsked(input, context);
    return { tags: secret.tags, change: (tags) => keepSecret({ ...secret, tags }, context) };
  },
  tags: 'Tags',
  keys: 'TagKeys',
  listed: (Tags) => ({ Tags }),
});
