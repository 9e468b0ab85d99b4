import { type TextMap, textOf } from '../../kit/members.ts';
import type { Operation } from '../../kit/operation.ts';
import { tagMap, tagsIn } from '../../kit/tags/tag.ts';
import { tagOperations } from '../../kit/tags/tag-operations.ts';
import { taggingBy } from '../../kit/tags/tagging.ts';
import type { RequestContext, Table } from '../../service.ts';
import { parseArn } from './arns.ts';
import { notFound } from './faults.ts';
import { tableOfKind } from './tables.ts';

interface Tagged {
  readonly tags?: TextMap;
}

/** The table and record of any resource that can have tags; throws ResourceNotFoundException. */
function requireTagged(
  context: RequestContext,
  arn: string,
): { readonly table: Table<Tagged>; readonly record: Tagged } {
  const name = tableOfKind[parseArn(arn)?.kind ?? ''];
  const table = name === undefined ? undefined : context.table<Tagged>(name);
  const record = table?.get(arn);
  if (!table || !record) throw notFound(arn);
  return { table, record };
}

export function setTags(context: RequestContext, arn: string, tags: TextMap): void {
  const { table, record } = requireTagged(context, arn);
  table.set(arn, { ...record, tags });
}

const operations = tagOperations(taggingBy({}), {
  find(input, context) {
    const arn = textOf(input.resourceArn) ?? '';
    return {
      tags: tagsIn(requireTagged(context, arn).record.tags),
      change: (tags) => setTags(context, arn, tagMap(tags)),
    };
  },
  tags: 'tags',
  keys: 'tagKeys',
  listed: (tags) => ({ tags: tagMap(tags) }),
});

export const resourceTags: Readonly<Record<string, Operation>> = {
  ListTagsForResource: operations.list,
  TagResource: operations.add,
  UntagResource: operations.remove,
};
