import type { WireStructure } from '../../../../aws/service-model.ts';
import { pick, present, structuresOf, textOf, textsOf } from '../../../kit/members.ts';
import { notFound } from '../../../kit/resource-steps.ts';
import type { RequestContext, ResourceHandler, ResourceProperties } from '../../../service.ts';
import type { GroupRecord } from '../groups/group-record.ts';
import { groups, keepGroup } from '../groups/group-store.ts';
import { groupView } from '../groups/group-view.ts';
import { createAutoScalingGroup, deleteAutoScalingGroup, updateAutoScalingGroup } from '../groups/groups.ts';
import { readGroupTags } from '../tags.ts';

const type = 'AWS::AutoScaling::AutoScalingGroup';

/** Properties that are kept and told, and that the API has operations of their own for. */
const elsewhere = ['LifecycleHookSpecificationList', 'NotificationConfigurations', 'MetricsCollection'];

/** Members that properties have by the same name. */
const same = [
  ...['LaunchConfigurationName', 'LaunchTemplate', 'MixedInstancesPolicy', 'LoadBalancerNames', 'TargetGroupARNs'],
  ...['HealthCheckType', 'HealthCheckGracePeriod', 'PlacementGroup', 'TerminationPolicies', 'CapacityRebalance'],
  ...['NewInstancesProtectedFromScaleIn', 'ServiceLinkedRoleARN', 'MaxInstanceLifetime', 'Context'],
  ...['DesiredCapacityType', 'DefaultInstanceWarmup', 'TrafficSources', 'InstanceMaintenancePolicy'],
  ...['AvailabilityZoneDistribution', 'DeletionProtection', 'AvailabilityZoneImpairmentPolicy'],
  ...['CapacityReservationSpecification', 'InstanceLifecyclePolicy', 'AvailabilityZones', 'AvailabilityZoneIds'],
];

export const groupType: ResourceHandler = {
  create(properties, context) {
    const name = textOf(properties.AutoScalingGroupName) ?? context.state.identifier('AutoScalingGroup-', 12);
    createAutoScalingGroup(
      { ...inputOf(properties), ...pick(properties, ['InstanceId', 'Tags']), AutoScalingGroupName: name },
      context,
    );
    keepElsewhere(name, properties, context);
    return { status: 'SUCCESS', identifier: name };
  },
  read(identifier, context) {
    const group = groups(context).get(identifier);
    return group && propertiesOf(group, context);
  },
  update(identifier, properties, _previous, context) {
    if (!groups(context).has(identifier)) return notFound(type, identifier);
    updateAutoScalingGroup({ ...inputOf(properties), AutoScalingGroupName: identifier }, context);
    const group = groups(context).get(identifier);
    if (group !== undefined) keepGroup({ ...group, tags: readGroupTags([], properties.Tags) }, context);
    keepElsewhere(identifier, properties, context);
    return { status: 'SUCCESS', identifier };
  },
  delete(identifier, context) {
    if (!groups(context).has(identifier)) return notFound(type, identifier);
    deleteAutoScalingGroup({ AutoScalingGroupName: identifier, ForceDelete: true }, context);
    return { status: 'SUCCESS', identifier };
  },
  list: (_model, context) => [...groups(context).values()].map(({ name }) => ({ AutoScalingGroupName: name })),
};

/** CloudFormation has numbers as texts, and a list of subnets. */
function inputOf(properties: ResourceProperties): WireStructure {
  const count = (value: WireStructure[string]) => (value === undefined ? undefined : Number(value));
  const subnets = textsOf(properties.VPCZoneIdentifier);
  return present({
    ...pick(properties, same),
    MinSize: count(properties.MinSize),
    MaxSize: count(properties.MaxSize),
    DesiredCapacity: count(properties.DesiredCapacity),
    DefaultCooldown: count(properties.Cooldown),
    VPCZoneIdentifier: subnets.length === 0 ? undefined : subnets.join(','),
  });
}

function keepElsewhere(name: string, properties: ResourceProperties, context: RequestContext): void {
  const group = groups(context).get(name);
  const further = pick(properties, elsewhere);
  if (group !== undefined && Object.keys(further).length > 0) keepGroup({ ...group, further }, context);
}

function propertiesOf(group: GroupRecord, context: RequestContext): ResourceProperties {
  const view = groupView(group, false, context);
  const { subnets, tags, further } = group;
  const filled = Object.entries(pick(view, same)).filter(([, value]) => !(Array.isArray(value) && value.length === 0));
  return present({
    ...Object.fromEntries(filled),
    ...further,
    AutoScalingGroupName: group.name,
    AutoScalingGroupARN: group.arn,
    MinSize: String(group.least),
    MaxSize: String(group.most),
    DesiredCapacity: String(group.desired),
    Cooldown: String(view.DefaultCooldown),
    VPCZoneIdentifier: subnets.length === 0 ? undefined : subnets,
    Tags: tags.length === 0 ? undefined : structuresOf(tags),
  });
}
