import type { WireStructure } from '../../../../aws/service-model.ts';
import { arnIn } from '../../../kit/arn-in.ts';
import { isoTime, pick, present, textOf, textsOf } from '../../../kit/members.ts';
import { type RequestContext, SandboxFault, type Table } from '../../../service.ts';
import { usableImage } from '../../ec2/images/image-lookup.ts';
import { ownInstance } from '../../ec2/instances/instance-lookup.ts';
import { messages } from '../assumptions.ts';
import { alreadyExists, inUse, invalid } from '../faults.ts';
import { groups } from '../groups/group-store.ts';
import { pages } from '../pages.ts';

const table = 'autoscaling/launch-configurations';

/** What a request gives and an answer shows as it was given. */
const given = [
  ...['ImageId', 'KeyName', 'SecurityGroups', 'ClassicLinkVPCId', 'ClassicLinkVPCSecurityGroups', 'UserData'],
  ...['InstanceType', 'KernelId', 'RamdiskId', 'BlockDeviceMappings', 'InstanceMonitoring', 'SpotPrice'],
  ...['IamInstanceProfile', 'EbsOptimized', 'AssociatePublicIpAddress', 'PlacementTenancy', 'MetadataOptions'],
];

/** As DescribeLaunchConfigurations shows it. */
export type LaunchConfiguration = WireStructure & {
  readonly LaunchConfigurationName: string;
  readonly LaunchConfigurationARN: string;
};

export function launchConfigurations(context: RequestContext): Table<LaunchConfiguration> {
  return context.table<LaunchConfiguration>(table);
}

export function launchConfigurationNamed(name: string, context: RequestContext): LaunchConfiguration {
  const found = launchConfigurations(context).get(name);
  if (found === undefined) throw invalid(messages.configurationNotFound(name));
  return found;
}

export function createLaunchConfiguration(input: WireStructure, context: RequestContext): WireStructure {
  const name = textOf(input.LaunchConfigurationName) ?? '';
  if (launchConfigurations(context).has(name)) throw alreadyExists(messages.configurationExists(name));
  const launched = textOf(input.InstanceId);
  const wanted = { ...(launched === undefined ? {} : ofInstance(launched, context)), ...pick(input, given) };
  const image = textOf(wanted.ImageId);
  if (image === undefined || textOf(wanted.InstanceType) === undefined) throw invalid(messages.imageAndType);
  checkImage(image, context);
  launchConfigurations(context).set(
    name,
    present({
      SecurityGroups: [],
      ClassicLinkVPCSecurityGroups: [],
      BlockDeviceMappings: [],
      InstanceMonitoring: { Enabled: true },
      EbsOptimized: false,
      KeyName: '',
      KernelId: '',
      RamdiskId: '',
      UserData: '',
      ...wanted,
      LaunchConfigurationName: name,
      LaunchConfigurationARN: arnIn(
        context,
        'autoscaling',
        `launchConfiguration:${context.state.uuid()}:launchConfigurationName/${name}`,
      ),
      CreatedTime: isoTime(context.now),
    }),
  );
  return {};
}

export function describeLaunchConfigurations(input: WireStructure, context: RequestContext): WireStructure {
  const names = textsOf(input.LaunchConfigurationNames);
  const keyOf = ({ LaunchConfigurationName }: LaunchConfiguration) => LaunchConfigurationName;
  const accepts = (one: LaunchConfiguration) => names.length === 0 || names.includes(keyOf(one));
  const list = `launch configurations ${JSON.stringify(names)}`;
  const page = pages.byKey(list, launchConfigurations(context).values(), { keyOf, accepts }, input);
  return { LaunchConfigurations: page.items, NextToken: page.nextToken };
}

export function deleteLaunchConfiguration(input: WireStructure, context: RequestContext): WireStructure {
  const name = textOf(input.LaunchConfigurationName) ?? '';
  launchConfigurationNamed(name, context);
  const user = [...groups(context).values()].find(({ settings }) => settings.LaunchConfigurationName === name);
  if (user !== undefined) throw inUse(messages.configurationInUse(name, user.name));
  launchConfigurations(context).delete(name);
  return {};
}

/** What another one like an instance is launched with. */
function ofInstance(id: string, context: RequestContext): WireStructure {
  const { instance } = ownInstance(context, id);
  const groupIds = Array.isArray(instance.SecurityGroups) ? instance.SecurityGroups : [];
  return present({
    ImageId: instance.ImageId,
    InstanceType: instance.InstanceType,
    KeyName: textOf(instance.KeyName),
    SecurityGroups: groupIds.flatMap((group: WireStructure) => textOf(group.GroupId) ?? []),
  });
}

function checkImage(id: string, context: RequestContext): void {
  try {
    usableImage(context, id);
  } catch (error) {
    if (!(error instanceof SandboxFault)) throw error;
    throw invalid(messages.badImage(id, error.message));
  }
}
