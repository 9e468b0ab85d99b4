import { structuresOf, textOf } from '../../../kit/members.ts';
import { mergeTags } from '../../../kit/tags/tag.ts';
import { type RequestContext, SandboxFault } from '../../../service.ts';
import { terminateInstances } from '../../ec2/instances/change-instances.ts';
import { ownInstances } from '../../ec2/instances/instance-lookup.ts';
import type { InstanceRecord } from '../../ec2/instances/instance-record.ts';
import { instanceStateOf } from '../../ec2/instances/instance-state.ts';
import { runInstances } from '../../ec2/instances/run-instances.ts';
import type { GroupRecord } from './group-record.ts';
import { keepGroup } from './group-store.ts';
import { launchInput } from './launch-input.ts';

/** The instances of a group that run, or are about to. */
export function membersOf(group: GroupRecord, context: RequestContext): readonly InstanceRecord[] {
  const known = ownInstances(context);
  return group.instances
    .map((id) => known.get(id))
    .filter((record) => record !== undefined)
    .filter((record) => ['pending', 'running'].includes(instanceStateOf(record, context.clock)));
}

/** Launches what a group lacks, in the place that has the fewest, and terminates what it has too many of, the oldest first. */
export function settleGroup(group: GroupRecord, context: RequestContext): GroupRecord {
  const members = membersOf(group, context);
  const surplus = members.slice(0, Math.max(0, members.length - group.desired));
  if (surplus.length > 0)
    terminateInstances({ InstanceIds: surplus.map(({ instance }) => instance.InstanceId) }, context);
  const left = members.slice(surplus.length);
  const launched: InstanceRecord[] = [];
  while (left.length + launched.length < group.desired) launched.push(launch(group, [...left, ...launched], context));
  const settled = { ...group, instances: [...left, ...launched].map(({ instance }) => instance.InstanceId) };
  if (surplus.length > 0 || launched.length > 0 || members.length !== group.instances.length)
    keepGroup(settled, context);
  return settled;
}

/** As time does: where nothing can be launched any more a group has fewer instances than it should. */
export function settleInTime(group: GroupRecord, context: RequestContext): void {
  try {
    settleGroup(group, context);
  } catch (error) {
    if (!(error instanceof SandboxFault)) throw error;
  }
}

function launch(group: GroupRecord, members: readonly InstanceRecord[], context: RequestContext): InstanceRecord {
  const { Instances } = runInstances({ ...launchInput(group.settings, context), ...placeOf(group, members) }, context);
  const [made] = structuresOf(Instances);
  const table = ownInstances(context);
  const record = table.get(textOf(made?.InstanceId) ?? '');
  if (record === undefined) throw new Error('EC2 has launched nothing.');
  const own = [
    ...group.tags.filter(({ PropagateAtLaunch }) => PropagateAtLaunch),
    { Key: 'aws:autoscaling:groupName', Value: group.name },
  ];
  const tagged = { ...record, instance: { ...record.instance, Tags: mergeTags(record.instance.Tags ?? [], own) } };
  table.set(record.instance.InstanceId, tagged);
  return tagged;
}

function placeOf({ subnets, zones }: GroupRecord, members: readonly InstanceRecord[]) {
  const isInSubnets = subnets.length > 0;
  const places = isInSubnets ? subnets : zones;
  const countIn = (place: string) =>
    members.filter(({ instance }) => place === (isInSubnets ? instance.SubnetId : instance.Placement.AvailabilityZone))
      .length;
  const [emptiest = ''] = places.toSorted((left, right) => countIn(left) - countIn(right));
  return isInSubnets ? { SubnetId: emptiest } : { Placement: { AvailabilityZone: emptiest } };
}
