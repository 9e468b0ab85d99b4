import { textOf, textsOf } from '../../kit/members.ts';
import type { RequestContext, Table } from '../../service.ts';
import { parseArn } from './arns.ts';
import { notFound } from './faults.ts';
import type { Operation } from './idempotency.ts';
import { type TextMap, textMapOf } from './members.ts';
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

const listTagsForResource: Operation = (input, context) => ({
  tags: requireTagged(context, textOf(input.resourceArn) ?? '').record.tags ?? {},
});

const tagResource: Operation = (input, context) => {
  const arn = textOf(input.resourceArn) ?? '';
  const { record } = requireTagged(context, arn);
  setTags(context, arn, { ...record.tags, ...textMapOf(input.tags) });
  return {};
};

const untagResource: Operation = (input, context) => {
  const arn = textOf(input.resourceArn) ?? '';
  const { record } = requireTagged(context, arn);
  const removed = new Set(textsOf(input.tagKeys));
  setTags(context, arn, Object.fromEntries(Object.entries(record.tags ?? {}).filter(([key]) => !removed.has(key))));
  return {};
};

export const tagOperations: Readonly<Record<string, Operation>> = {
  ListTagsForResource: listTagsForResource,
  TagResource: tagResource,
  UntagResource: untagResource,
};
