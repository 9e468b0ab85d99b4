import { pick, present, structureOf, textOf } from '../../../kit/members.ts';
import { notFound } from '../../../kit/resource-steps.ts';
import type { ResourceHandler, ResourceProperties } from '../../../service.ts';
import {
  createLaunchConfiguration,
  deleteLaunchConfiguration,
  launchConfigurations,
} from '../launch-configurations/launch-configurations.ts';

const type = 'AWS::AutoScaling::LaunchConfiguration';

/** `AWS::AutoScaling::LaunchConfiguration`: nothing of it can be changed. */
export const launchConfigurationType: ResourceHandler = {
  create(properties, context) {
    const name = textOf(properties.LaunchConfigurationName) ?? context.state.identifier('LaunchConfiguration-', 12);
    const { RamDiskId, InstanceMonitoring, ...rest } = properties;
    const input = present({
      ...rest,
      LaunchConfigurationName: name,
      RamdiskId: RamDiskId,
      InstanceMonitoring: InstanceMonitoring === undefined ? undefined : { Enabled: InstanceMonitoring },
    });
    createLaunchConfiguration(input, context);
    return { status: 'SUCCESS', identifier: name };
  },
  read(identifier, context) {
    const found = launchConfigurations(context).get(identifier);
    return found && propertiesOf(found);
  },
  delete(identifier, context) {
    if (!launchConfigurations(context).has(identifier)) return notFound(type, identifier);
    deleteLaunchConfiguration({ LaunchConfigurationName: identifier }, context);
    return { status: 'SUCCESS', identifier };
  },
  list: (_model, context) =>
    [...launchConfigurations(context).values()].map(({ LaunchConfigurationName }) => ({ LaunchConfigurationName })),
};

const same = [
  ...['LaunchConfigurationName', 'ImageId', 'KeyName', 'SecurityGroups', 'UserData', 'InstanceType', 'SpotPrice'],
  ...['BlockDeviceMappings', 'IamInstanceProfile', 'EbsOptimized', 'AssociatePublicIpAddress', 'PlacementTenancy'],
  'MetadataOptions',
];

function propertiesOf(configuration: ResourceProperties): ResourceProperties {
  const filled = Object.entries(pick(configuration, same)).filter(
    ([, value]) => value !== '' && !(Array.isArray(value) && value.length === 0),
  );
  return {
    ...Object.fromEntries(filled),
    InstanceMonitoring: structureOf(configuration.InstanceMonitoring).Enabled === true,
  };
}
