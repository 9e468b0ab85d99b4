import type { WireStructure } from '../../../../aws/service-model.ts';
import { structuresOf, textOf, textsOf } from '../../../kit/members.ts';
import type { Tag } from '../../../kit/tags/tag.ts';
import { type RequestContext, SandboxFault } from '../../../service.ts';
import { missingParameter } from '../faults.ts';
import { compileFilters } from '../filters.ts';
import { findVisibleImage } from '../images/image-lookup.ts';
import { pages } from '../pages.ts';
import { type OtherTags, otherTagsTable } from './other-tags.ts';
import { type TaggedResource, taggableKinds } from './taggable-resources.ts';
import { tagging } from './tags.ts';

export function createTags(input: WireStructure, context: RequestContext): WireStructure {
  const tags = tagging.read(input.Tags);
  if (tags.length === 0) throw missingParameter('Tag');
  retag(input, context, (earlier) => tagging.merge(earlier, tags));
  return {};
}

/** A tag without `Value` goes whatever its value; no tags at all take all but AWS's own away. */
export function deleteTags(input: WireStructure, context: RequestContext): WireStructure {
  const unwanted = structuresOf(input.Tags).map((tag) => ({ Key: textOf(tag.Key), Value: textOf(tag.Value) }));
  retag(input, context, (earlier) =>
    earlier.filter((tag) =>
      unwanted.length === 0
        ? tag.Key.startsWith('aws:')
        : !unwanted.some(({ Key, Value }) => Key === tag.Key && (Value === undefined || Value === tag.Value)),
    ),
  );
  return {};
}

/** All resources of the request or none. */
function retag(input: WireStructure, context: RequestContext, change: (tags: readonly Tag[]) => readonly Tag[]): void {
  const ids = textsOf(input.Resources);
  if (ids.length === 0) throw missingParameter('resourceIdSet');
  for (const id of ids) {
    const kind = kindOf(id);
    if (!kind) otherType(id);
    else if (!kind.retag(context, id, (tags) => tags) && !isForeignImage(id, context)) throw kind.notFound(id);
  }
  for (const id of ids) {
    const kind = kindOf(id);
    if (!kind?.retag(context, id, change)) changeOtherTags(id, kind?.type ?? otherType(id), context, change);
  }
}

function kindOf(id: string) {
  return taggableKinds.find(({ prefix }) => id.startsWith(prefix));
}

function isForeignImage(id: string, context: RequestContext): boolean {
  return id.startsWith('ami-') && findVisibleImage(context, id) !== undefined;
}

function changeOtherTags(
  id: string,
  type: string,
  context: RequestContext,
  change: (tags: readonly Tag[]) => readonly Tag[],
): void {
  const table = context.table<OtherTags>(otherTagsTable);
  table.set(id, { id, type, tags: change(table.get(id)?.tags ?? []) });
}

/** What the sandbox keeps tags for, though it has no records of it. */
const otherTypes: Readonly<Record<string, string>> = {
  'vpc-': 'vpc',
  'subnet-': 'subnet',
  'sg-': 'security-group',
  'eni-': 'network-interface',
  'igw-': 'internet-gateway',
  'rtb-': 'route-table',
  'nat-': 'natgateway',
};

function otherType(id: string): string {
  const prefix = id.slice(0, id.indexOf('-') + 1);
  const type = otherTypes[prefix];
  if (type === undefined) throw new SandboxFault('InvalidID', `The ID '${id}' is not valid`);
  return type;
}

type TagItem = Tag & {
  readonly id: string;
  readonly type: string;
};

export function describeTags(input: WireStructure, context: RequestContext): WireStructure {
  const fits = compileFilters<TagItem>(
    input,
    {
      key: (item) => item.Key,
      value: (item) => item.Value,
      'resource-id': (item) => item.id,
      'resource-type': (item) => item.type,
    },
    (item) => [item],
  );
  const page = pages.byKey(
    'tags',
    tagItems(context),
    { keyOf: (item) => `${item.id}\u0000${item.Key}`, accepts: fits },
    input,
  );
  return {
    Tags: page.items.map(({ id, type, Key, Value }) => ({ Key, Value, ResourceId: id, ResourceType: type })),
    NextToken: page.nextToken,
  };
}

function* tagItems(context: RequestContext): Generator<TagItem> {
  for (const { id, type, tags } of taggedResources(context)) for (const tag of tags) yield { ...tag, id, type };
}

function* taggedResources(context: RequestContext): Generator<TaggedResource> {
  for (const kind of taggableKinds) yield* kind.tagged(context);
  yield* context.table<OtherTags>(otherTagsTable).values();
}
