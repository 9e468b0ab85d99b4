import { isStructure } from '../../../../aws/protocols/structure-values.ts';
import type { WireStructure } from '../../../../aws/service-model.ts';
import { pick, present, structureOf, structuresOf, textOf, textsOf } from '../../../kit/members.ts';
import type { RequestContext } from '../../../service.ts';
import { launchConfigurationNamed } from '../launch-configurations/launch-configurations.ts';

const sameInBoth = ['ImageId', 'InstanceType', 'UserData', 'KeyName', 'KernelId', 'RamdiskId', 'BlockDeviceMappings'];

/** What RunInstances is asked for where a group launches, but for the place. */
export function launchInput(settings: WireStructure, context: RequestContext): WireStructure {
  const configuration = textOf(settings.LaunchConfigurationName);
  if (configuration !== undefined) return ofConfiguration(launchConfigurationNamed(configuration, context));
  const template = templateOf(settings);
  const [override] = structuresOf(structureOf(structureOf(settings.MixedInstancesPolicy).LaunchTemplate).Overrides);
  return present({
    LaunchTemplate: pick(template, ['LaunchTemplateId', 'Version']),
    InstanceType: textOf(override?.InstanceType),
  });
}

/** The launch template that a group or its mixed instances policy names. */
export function templateOf({ LaunchTemplate, MixedInstancesPolicy }: WireStructure): WireStructure {
  if (isStructure(LaunchTemplate)) return LaunchTemplate;
  return structureOf(structureOf(structureOf(MixedInstancesPolicy).LaunchTemplate).LaunchTemplateSpecification);
}

function ofConfiguration(configuration: WireStructure): WireStructure {
  const { IamInstanceProfile, InstanceMonitoring, SecurityGroups, AssociatePublicIpAddress } = configuration;
  const profile = textOf(IamInstanceProfile);
  const ids = textsOf(SecurityGroups).filter((group) => group.startsWith('sg-'));
  const names = textsOf(SecurityGroups).filter((group) => !group.startsWith('sg-'));
  const filled = Object.entries(pick(configuration, sameInBoth)).filter(([, value]) => value !== '');
  return present({
    ...Object.fromEntries(filled),
    ...pick(configuration, ['EbsOptimized', 'MetadataOptions']),
    Monitoring: InstanceMonitoring,
    IamInstanceProfile: profile === undefined ? undefined : { [profile.startsWith('arn:') ? 'Arn' : 'Name']: profile },
    SecurityGroupIds: ids.length === 0 ? undefined : ids,
    SecurityGroups: names.length === 0 ? undefined : names,
    NetworkInterfaces: AssociatePublicIpAddress === undefined ? undefined : [{ AssociatePublicIpAddress }],
  });
}
