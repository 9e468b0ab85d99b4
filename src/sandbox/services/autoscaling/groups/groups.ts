import type { WireStructure } from '../../../../aws/service-model.ts';
import { arnIn } from '../../../kit/arn-in.ts';
import { numberOf, textOf, textsOf } from '../../../kit/members.ts';
import type { RequestContext } from '../../../service.ts';
import { terminateInstances } from '../../ec2/instances/change-instances.ts';
import { messages } from '../assumptions.ts';
import { alreadyExists, inUse, invalid } from '../faults.ts';
import { groupFilters } from '../filters.ts';
import { createLaunchConfiguration } from '../launch-configurations/launch-configurations.ts';
import { pages } from '../pages.ts';
import { readGroupTags } from '../tags.ts';
import type { GroupRecord } from './group-record.ts';
import { groupNamed, groups, keepGroup } from './group-store.ts';
import { groupView, memberView } from './group-view.ts';
import { inWordsOfTemplates, readGroup } from './read-group.ts';
import { membersOf, settleGroup } from './settle-group.ts';

export function createAutoScalingGroup(input: WireStructure, context: RequestContext): WireStructure {
  const name = textOf(input.AutoScalingGroupName) ?? '';
  if (groups(context).has(name)) throw alreadyExists(messages.groupExists(name));
  const tags = readGroupTags([], input.Tags);
  const group: GroupRecord = {
    name,
    arn: arnIn(context, 'autoscaling', `autoScalingGroup:${context.state.uuid()}:autoScalingGroupName/${name}`),
    ...readGroup(withConfiguration(input, name, context), undefined, context),
    tags,
    instances: [],
    created: context.now,
  };
  keepGroup(
    inWordsOfTemplates(() => settleGroup(group, context)),
    context,
  );
  return {};
}

/** A group that is to be like an instance has a launch configuration of its own name. */
function withConfiguration(input: WireStructure, name: string, context: RequestContext): WireStructure {
  const InstanceId = textOf(input.InstanceId);
  if (InstanceId === undefined) return input;
  createLaunchConfiguration({ LaunchConfigurationName: name, InstanceId }, context);
  return { ...input, LaunchConfigurationName: name };
}

export function updateAutoScalingGroup(input: WireStructure, context: RequestContext): WireStructure {
  const group = groupNamed(textOf(input.AutoScalingGroupName) ?? '', context);
  const changed = { ...group, ...readGroup(input, group, context) };
  keepGroup(
    inWordsOfTemplates(() => settleGroup(changed, context)),
    context,
  );
  return {};
}

export function setDesiredCapacity(input: WireStructure, context: RequestContext): WireStructure {
  const group = groupNamed(textOf(input.AutoScalingGroupName) ?? '', context);
  const desired = numberOf(input.DesiredCapacity) ?? group.desired;
  if (desired > group.most) throw invalid(messages.above(desired, group.most));
  if (desired < group.least) throw invalid(messages.below(desired, group.least));
  keepGroup(settleGroup({ ...group, desired }, context), context);
  return {};
}

export function deleteAutoScalingGroup(input: WireStructure, context: RequestContext): WireStructure {
  const group = groupNamed(textOf(input.AutoScalingGroupName) ?? '', context);
  const ids = membersOf(group, context).map(({ instance }) => instance.InstanceId);
  if (ids.length > 0 && input.ForceDelete !== true) throw inUse(messages.hasInstances);
  if (ids.length > 0) terminateInstances({ InstanceIds: ids }, context);
  groups(context).delete(group.name);
  return {};
}

export function describeAutoScalingGroups(input: WireStructure, context: RequestContext): WireStructure {
  const names = textsOf(input.AutoScalingGroupNames);
  const fits = groupFilters<GroupRecord>(input, {}, ({ tags }) => tags);
  const accepts = (group: GroupRecord) => (names.length === 0 || names.includes(group.name)) && fits(group);
  const list = `groups ${JSON.stringify([names, input.Filters])}`;
  const page = pages.byKey(list, groups(context).values(), { keyOf: ({ name }) => name, accepts }, input);
  const withInstances = input.IncludeInstances !== false;
  return {
    AutoScalingGroups: page.items.map((group) => groupView(group, withInstances, context)),
    NextToken: page.nextToken,
  };
}

export function describeAutoScalingInstances(input: WireStructure, context: RequestContext): WireStructure {
  const ids = textsOf(input.InstanceIds);
  const members = [...groups(context).values()].flatMap((group) =>
    membersOf(group, context).map((record) => ({ group, record, id: record.instance.InstanceId })),
  );
  const accepts = ({ id }: { readonly id: string }) => ids.length === 0 || ids.includes(id);
  const list = `instances ${JSON.stringify(ids)}`;
  const page = pages.byKey(list, members, { keyOf: ({ id }) => id, accepts }, input);
  return {
    AutoScalingInstances: page.items.map(({ group, record }) => {
      const view = memberView(group, record, context);
      return { ...view, AutoScalingGroupName: group.name, HealthStatus: 'HEALTHY' };
    }),
    NextToken: page.nextToken,
  };
}
