import type { WireStructure, WireValue } from '../../../aws/service-model.ts';
import { structuresOf, textOf } from '../../kit/members.ts';
import { isReserved } from '../../kit/tags/tag.ts';
import type { RequestContext } from '../../service.ts';
import { messages, mostTags } from './assumptions.ts';
import { invalid, limitExceeded } from './faults.ts';
import { tagFilters } from './filters.ts';
import type { GroupTag } from './groups/group-record.ts';
import { groupNamed, groups, keepGroup } from './groups/group-store.ts';
import { tagViews } from './groups/group-view.ts';
import { pages } from './pages.ts';

/** The tags that a group has once those of a request are put on it. */
export function readGroupTags(earlier: readonly GroupTag[], value: WireValue | undefined): readonly GroupTag[] {
  const added = structuresOf(value).map((tag) => ({
    Key: textOf(tag.Key) ?? '',
    Value: textOf(tag.Value) ?? '',
    PropagateAtLaunch: tag.PropagateAtLaunch === true,
  }));
  const reserved = added.find(isReserved);
  if (reserved !== undefined) throw invalid(messages.reservedTag(reserved.Key));
  const all = new Map([...earlier, ...added].map((tag) => [tag.Key, tag]));
  if (all.size > mostTags) throw limitExceeded(messages.tooManyTags);
  return [...all.values()];
}

/** Each tag says which group it is for. */
export function createOrUpdateTags(input: WireStructure, context: RequestContext): WireStructure {
  for (const tag of structuresOf(input.Tags)) {
    const group = groupNamed(textOf(tag.ResourceId) ?? '', context);
    keepGroup({ ...group, tags: readGroupTags(group.tags, [tag]) }, context);
  }
  return {};
}

export function deleteTags(input: WireStructure, context: RequestContext): WireStructure {
  for (const tag of structuresOf(input.Tags)) {
    const group = groupNamed(textOf(tag.ResourceId) ?? '', context);
    keepGroup({ ...group, tags: group.tags.filter(({ Key }) => Key !== tag.Key) }, context);
  }
  return {};
}

export function describeTags(input: WireStructure, context: RequestContext): WireStructure {
  const all = [...groups(context).values()].flatMap(tagViews);
  const accepts = tagFilters<WireStructure>(input, {
    'auto-scaling-group': ({ ResourceId }) => textOf(ResourceId),
    key: ({ Key }) => textOf(Key),
    value: ({ Value }) => textOf(Value),
    'propagate-at-launch': ({ PropagateAtLaunch }) => PropagateAtLaunch === true,
  });
  const keyOf = ({ ResourceId, Key }: WireStructure) => [String(ResourceId), String(Key)];
  const page = pages.byKey(`tags ${JSON.stringify(input.Filters)}`, all, { keyOf, accepts }, input);
  return { Tags: page.items, NextToken: page.nextToken };
}
