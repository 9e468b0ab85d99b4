import type { WireStructure } from '../../../../aws/service-model.ts';
import { arnIn } from '../../../kit/arn-in.ts';
import { isoTime, pick, present, structureOf } from '../../../kit/members.ts';
import type { RequestContext } from '../../../service.ts';
import type { InstanceRecord } from '../../ec2/instances/instance-record.ts';
import { instanceStateOf } from '../../ec2/instances/instance-state.ts';
import { usualCooldown } from '../assumptions.ts';
import type { GroupRecord } from './group-record.ts';
import { templateOf } from './launch-input.ts';
import { membersOf } from './settle-group.ts';

/** A group as DescribeAutoScalingGroups shows it. */
export function groupView(group: GroupRecord, withInstances: boolean, context: RequestContext): WireStructure {
  const { name, arn, least, most, desired, zones, subnets, settings } = group;
  return present({
    DefaultCooldown: usualCooldown,
    LoadBalancerNames: [],
    TargetGroupARNs: [],
    HealthCheckType: 'EC2',
    HealthCheckGracePeriod: 0,
    TerminationPolicies: ['Default'],
    NewInstancesProtectedFromScaleIn: false,
    TrafficSources: [],
    SuspendedProcesses: [],
    EnabledMetrics: [],
    ServiceLinkedRoleARN: arnIn(
      { ...context, region: '' },
      'iam',
      'role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling',
    ),
    ...settings,
    AutoScalingGroupName: name,
    AutoScalingGroupARN: arn,
    MinSize: least,
    MaxSize: most,
    DesiredCapacity: desired,
    AvailabilityZones: zones,
    VPCZoneIdentifier: subnets.join(','),
    Instances: withInstances
      ? membersOf(group, context).map((record) => memberView(group, record, context))
      : undefined,
    CreatedTime: isoTime(group.created),
    Tags: tagViews(group),
  });
}

export function memberView({ settings }: GroupRecord, record: InstanceRecord, context: RequestContext): WireStructure {
  const { instance } = record;
  const template = pick(templateOf(settings), ['LaunchTemplateId', 'LaunchTemplateName', 'Version']);
  return present({
    InstanceId: instance.InstanceId,
    InstanceType: instance.InstanceType,
    AvailabilityZone: instance.Placement.AvailabilityZone,
    AvailabilityZoneId: instance.Placement.AvailabilityZoneId,
    LifecycleState: instanceStateOf(record, context.clock) === 'pending' ? 'Pending' : 'InService',
    HealthStatus: 'Healthy',
    ImageId: instance.ImageId,
    LaunchConfigurationName: settings.LaunchConfigurationName,
    LaunchTemplate: Object.keys(structureOf(template)).length === 0 ? undefined : template,
    ProtectedFromScaleIn: settings.NewInstancesProtectedFromScaleIn === true,
  });
}

export function tagViews({ name, tags }: GroupRecord): readonly WireStructure[] {
  return tags.map((tag) => ({ ...tag, ResourceId: name, ResourceType: 'auto-scaling-group' }));
}
