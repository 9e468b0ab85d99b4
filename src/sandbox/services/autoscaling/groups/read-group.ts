import { isStructure } from '../../../../aws/protocols/structure-values.ts';
import type { WireStructure, WireValue } from '../../../../aws/service-model.ts';
import { numberOf, pick, textOf, textsOf } from '../../../kit/members.ts';
import { type RequestContext, SandboxFault } from '../../../service.ts';
import { launchTemplateOf, launchTemplateVersion } from '../../ec2/launch-templates/launch-template-lookup.ts';
import { describeSubnets } from '../../ec2/networks/default-network.ts';
import { zonesOf } from '../../ec2/regions/regions.ts';
import { messages } from '../assumptions.ts';
import { invalid } from '../faults.ts';
import { launchConfigurationNamed } from '../launch-configurations/launch-configurations.ts';
import type { GroupRecord } from './group-record.ts';
import { templateOf } from './launch-input.ts';

/** Where instances come from: one of these. */
const sources = ['LaunchConfigurationName', 'LaunchTemplate', 'MixedInstancesPolicy'] as const;

/** What a group has that a request gives and an answer shows as it was given. */
const given = [
  ...['DefaultCooldown', 'LoadBalancerNames', 'TargetGroupARNs', 'HealthCheckType', 'HealthCheckGracePeriod'],
  ...['PlacementGroup', 'TerminationPolicies', 'NewInstancesProtectedFromScaleIn', 'CapacityRebalance'],
  ...['ServiceLinkedRoleARN', 'MaxInstanceLifetime', 'Context', 'DesiredCapacityType', 'DefaultInstanceWarmup'],
  ...['TrafficSources', 'InstanceMaintenancePolicy', 'AvailabilityZoneDistribution', 'DeletionProtection'],
  ...['AvailabilityZoneImpairmentPolicy', 'CapacityReservationSpecification', 'InstanceLifecyclePolicy'],
];

/** What a request says of a group, beside what it was before. Throws what is wrong with it. */
export function readGroup(
  input: WireStructure,
  before: Pick<GroupRecord, 'least' | 'most' | 'desired' | 'zones' | 'subnets' | 'settings'> | undefined,
  context: RequestContext,
): Pick<GroupRecord, 'least' | 'most' | 'desired' | 'zones' | 'subnets' | 'settings'> {
  const least = numberOf(input.MinSize) ?? before?.least ?? 0;
  const most = numberOf(input.MaxSize) ?? before?.most ?? 0;
  if (least > most) throw invalid(messages.bounds(least, most));
  const asked = numberOf(input.DesiredCapacity);
  if (asked !== undefined && (asked < least || asked > most)) throw invalid(messages.desired(asked, least, most));
  const desired = Math.min(most, Math.max(least, asked ?? before?.desired ?? least));
  return {
    least,
    most,
    desired,
    ...readPlaces(input, before, context),
    settings: readSettings(input, before, context),
  };
}

function readSettings(
  input: WireStructure,
  before: Pick<GroupRecord, 'settings'> | undefined,
  context: RequestContext,
): WireStructure {
  const named = sources.filter((source) => input[source] !== undefined);
  if (named.length > 1 || (named.length === 0 && before === undefined)) throw invalid(messages.oneSource);
  const { LaunchConfigurationName, LaunchTemplate, MixedInstancesPolicy, ...kept } = before?.settings ?? {};
  const source =
    named.length === 0
      ? pick({ LaunchConfigurationName, LaunchTemplate, MixedInstancesPolicy }, sources)
      : readSource(input, context);
  return { ...kept, ...pick(input, given), ...source };
}

function readSource(input: WireStructure, context: RequestContext): WireStructure {
  const configuration = textOf(input.LaunchConfigurationName);
  if (configuration !== undefined) {
    launchConfigurationNamed(configuration, context);
    return { LaunchConfigurationName: configuration };
  }
  const asked = templateOf(input);
  const LaunchTemplate = inWordsOfTemplates(() => {
    const { template } = knownTemplate(asked, context);
    const { LaunchTemplateId, LaunchTemplateName } = template;
    return { LaunchTemplateId, LaunchTemplateName, Version: textOf(asked.Version) ?? '$Default' };
  });
  if (!isStructure(input.MixedInstancesPolicy)) return { LaunchTemplate };
  const policy = input.MixedInstancesPolicy;
  const own: WireValue = {
    ...(isStructure(policy.LaunchTemplate) ? policy.LaunchTemplate : {}),
    LaunchTemplateSpecification: LaunchTemplate,
  };
  return { MixedInstancesPolicy: { ...policy, LaunchTemplate: own } };
}

function knownTemplate(asked: WireStructure, context: RequestContext) {
  const record = launchTemplateOf(asked, context);
  launchTemplateVersion(record, textOf(asked.Version), context);
  return record;
}

/** What EC2 says against a launch template, as Auto Scaling tells it. */
export function inWordsOfTemplates<Result>(act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof SandboxFault) || error.code === 'ValidationError') throw error;
    throw invalid(messages.badTemplate(error.message));
  }
}

function readPlaces(
  input: WireStructure,
  before: Pick<GroupRecord, 'zones' | 'subnets'> | undefined,
  context: RequestContext,
): Pick<GroupRecord, 'zones' | 'subnets'> {
  const subnets = (textOf(input.VPCZoneIdentifier) ?? '').split(',').flatMap((id) => id.trim() || []);
  if (subnets.length > 0) return { subnets, zones: zonesOfSubnets(subnets, context) };
  const zones = [...textsOf(input.AvailabilityZones), ...zonesOfIds(textsOf(input.AvailabilityZoneIds), context)];
  if (zones.length === 0 && before !== undefined) return { zones: before.zones, subnets: before.subnets };
  if (zones.length === 0) throw invalid(messages.noPlace);
  return { subnets: [], zones };
}

function zonesOfIds(ids: readonly string[], { region }: RequestContext): readonly string[] {
  const known = zonesOf(region);
  return ids.map((id) => known.find((zone) => zone.id === id)?.name ?? id);
}

function zonesOfSubnets(ids: readonly string[], context: RequestContext): readonly string[] {
  try {
    const { Subnets } = describeSubnets({ SubnetIds: ids }, context);
    const zones = (Subnets as readonly WireStructure[]).map(({ AvailabilityZone }) => String(AvailabilityZone));
    return [...new Set(zones)].toSorted();
  } catch (error) {
    if (!(error instanceof SandboxFault)) throw error;
    throw invalid(error.message);
  }
}
