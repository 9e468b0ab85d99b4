import { loadServiceModelSync } from '../../../../aws/model-store.ts';
import type { WireStructure } from '../../../../aws/service-model.ts';
import { contextIn } from '../../../kit/context-in.ts';
import { flagOf, isoTime, numberOf, present, structureOf, structuresOf, textOf } from '../../../kit/members.ts';
import type { Tag } from '../../../kit/tags/tag.ts';
import { tagsMember } from '../../../kit/tags/tag.ts';
import type { RequestContext } from '../../../service.ts';
import { identities, keyOf } from '../../iam/iam-store.ts';
import { durations, usualInstanceType } from '../assumptions.ts';
import { invalidValue, missingParameter } from '../faults.ts';
import { completeEbs, mergeMappings, readMappings } from '../images/block-device-mappings.ts';
import { changeImage, usableImage } from '../images/image-lookup.ts';
import { type ImageRecord, type ImageStructure, imagesTable } from '../images/image-record.ts';
import { lastLaunchedOf } from '../images/image-state.ts';
import { resolveImageId } from '../images/resolve-image-id.ts';
import { keyPairByName } from '../key-pairs/key-pairs.ts';
import { defaultNetwork, placeOf, securityGroupsOf } from '../networks/default-network.ts';
import type { Zone } from '../regions/regions.ts';
import { readTagSpecifications } from '../tags/tags.ts';
import { type VolumeRecord, volumesTable } from '../volumes/volume-record.ts';
import { checkUserData } from './check-user-data.ts';
import { ownInstances } from './instance-lookup.ts';
import type { InstanceAttributes, InstanceBlockDevice, InstanceRecord, InstanceStructure } from './instance-record.ts';
import { showInstance } from './instance-view.ts';
import { withLaunchTemplate } from './launch-from-template.ts';

/** Launches instances of an image, with a volume for each of its devices. */
export function runInstances(request: WireStructure, context: RequestContext): WireStructure {
  const { input, tags: templateTags } = withLaunchTemplate(request, context);
  const givenId = textOf(input.ImageId);
  if (givenId === undefined) throw missingParameter('ImageId');
  const imageId = resolveImageId(givenId, context);
  const least = numberOf(input.MinCount) ?? 1;
  const most = numberOf(input.MaxCount) ?? least;
  if (least < 1 || most < least) {
    throw invalidValue(`Value (${least}) for parameter minCount is invalid. It must be between 1 and maxCount.`);
  }
  const requested = readTagSpecifications(input, ['instance', 'volume', 'network-interface', 'spot-instances-request']);
  const tags = { ...requested, instance: [...(requested.instance ?? []), ...templateTags] };
  const keyName = textOf(input.KeyName);
  if (keyName !== undefined) keyPairByName(keyName, context);
  const source = usableImage(context, imageId);
  const type = textOf(input.InstanceType) ?? usualInstanceType;
  checkType(type);
  checkUserData(input.UserData);
  checkArchitecture(type, source.image);
  const profile = profileOf(input, context);
  const { subnet, zone, mapsPublicIp } = placeOf(input, context);
  const [network] = structuresOf(input.NetworkInterfaces);
  const isPublic = flagOf(network?.AssociatePublicIpAddress) ?? mapsPublicIp;
  const groups = securityGroupsOf(input, context);
  const reservationId = context.state.identifier('r-', 17);
  const records = Array.from({ length: most }, (_, index) =>
    launch(
      { input, image: source.image, type, profile, zone, subnet, isPublic, groups, reservationId, index, tags },
      context,
    ),
  );
  rememberLaunch(source, context);
  return {
    ReservationId: reservationId,
    OwnerId: context.account,
    Groups: [],
    Instances: records.map((record) => showInstance(record, context.clock)),
  };
}

interface Launch {
  readonly input: WireStructure;
  readonly image: ImageStructure;
  readonly type: string;
  readonly profile: WireStructure | undefined;
  readonly zone: Zone;
  readonly subnet: string;
  readonly isPublic: boolean;
  readonly groups: readonly WireStructure[];
  readonly reservationId: string;
  readonly index: number;
  readonly tags: Readonly<Record<string, readonly Tag[]>>;
}

function launch(plan: Launch, context: RequestContext): InstanceRecord {
  const { input, image, type, profile, zone, subnet, isPublic, groups, reservationId, index, tags } = plan;
  const { account, region, now, state } = context;
  const id = state.identifier('i-', 17);
  const mappings = mergeMappings(image.BlockDeviceMappings, readMappings(input.BlockDeviceMappings));
  const devices = mappings.flatMap(({ DeviceName, Ebs }): readonly InstanceBlockDevice[] => {
    if (!Ebs || DeviceName === undefined) return [];
    const volumeId = state.identifier('vol-', 17);
    const ebs = completeEbs(Ebs, context);
    const attachment = {
      Status: 'attached' as const,
      AttachTime: isoTime(now),
      DeleteOnTermination: ebs.DeleteOnTermination ?? true,
    };
    const { Status: State, ...rest } = attachment;
    const volume: VolumeRecord['volume'] = present({
      VolumeId: volumeId,
      Size: ebs.VolumeSize,
      VolumeType: ebs.VolumeType,
      State: 'in-use',
      CreateTime: isoTime(now),
      AvailabilityZone: zone.name,
      AvailabilityZoneId: zone.id,
      Encrypted: ebs.Encrypted,
      MultiAttachEnabled: false,
      SnapshotId: ebs.SnapshotId ?? '',
      Iops: ebs.Iops,
      Throughput: ebs.Throughput,
      KmsKeyId: ebs.KmsKeyId,
      Attachments: [{ VolumeId: volumeId, InstanceId: id, Device: DeviceName, State, ...rest }],
      ...tagsMember(tags.volume),
    });
    context.table<VolumeRecord>(volumesTable).set(volumeId, { volume });
    return [{ DeviceName, Ebs: { VolumeId: volumeId, ...attachment } }];
  });
  const address = privateAddress(id);
  const instance: InstanceStructure = present({
    InstanceId: id,
    ImageId: image.ImageId,
    InstanceType: type,
    LaunchTime: isoTime(now),
    AmiLaunchIndex: index,
    Architecture: image.Architecture,
    BlockDeviceMappings: devices,
    BootMode: image.BootMode,
    ClientToken: textOf(input.ClientToken) ?? '',
    CurrentInstanceBootMode: image.BootMode?.startsWith('uefi') ? 'uefi' : 'legacy-bios',
    EbsOptimized: input.EbsOptimized === true,
    EnaSupport: image.EnaSupport,
    Hypervisor: image.Hypervisor,
    IamInstanceProfile: profile,
    KeyName: textOf(input.KeyName),
    MetadataOptions: {
      State: 'applied',
      HttpTokens:
        textOf(structureOf(input.MetadataOptions).HttpTokens) ?? (image.ImdsSupport ? 'required' : 'optional'),
      HttpPutResponseHopLimit: numberOf(structureOf(input.MetadataOptions).HttpPutResponseHopLimit) ?? 2,
      HttpEndpoint: textOf(structureOf(input.MetadataOptions).HttpEndpoint) ?? 'enabled',
      HttpProtocolIpv6: 'disabled',
      InstanceMetadataTags: 'disabled',
    },
    Monitoring: { State: structureOf(input.Monitoring).Enabled === true ? 'enabled' : 'disabled' },
    Placement: { AvailabilityZone: zone.name, AvailabilityZoneId: zone.id, GroupName: '', Tenancy: 'default' },
    Platform: image.Platform,
    PlatformDetails: image.PlatformDetails,
    PrivateDnsName: `ip-${address.replaceAll('.', '-')}.${region === 'us-east-1' ? 'ec2' : `${region}.compute`}.internal`,
    PrivateIpAddress: address,
    ProductCodes: image.ProductCodes ?? [],
    PublicDnsName: '',
    RootDeviceName: image.RootDeviceName,
    RootDeviceType: image.RootDeviceType,
    SecurityGroups: groups,
    SourceDestCheck: true,
    SubnetId: subnet,
    TpmSupport: image.TpmSupport,
    UsageOperation: image.UsageOperation,
    UsageOperationUpdateTime: isoTime(now),
    VirtualizationType: image.VirtualizationType,
    VpcId: defaultNetwork(context).vpcId,
    ...tagsMember(tags.instance),
  });
  const change = { from: 'pending' as const, start: now, milliseconds: durations.startInstance };
  const attributes: InstanceAttributes = present({
    userData: textOf(input.UserData),
    disableApiTermination: flagOf(input.DisableApiTermination),
    disableApiStop: flagOf(input.DisableApiStop),
    shutdownBehavior: input.InstanceInitiatedShutdownBehavior === 'terminate' ? ('terminate' as const) : undefined,
  } satisfies { [Name in keyof InstanceAttributes]: InstanceAttributes[Name] | undefined });
  const record: InstanceRecord = {
    instance,
    reservationId,
    ownerId: account,
    state: 'running',
    change,
    image,
    ...(isPublic ? { isPublic } : {}),
    ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
  };
  ownInstances(context).set(id, record);
  return record;
}

/** Only the owner of an image learns when it was last launched, but every launch counts. */
function rememberLaunch(source: ImageRecord, context: RequestContext): void {
  const place = { account: source.image.OwnerId, region: context.region };
  const table = context.state.table<ImageRecord>(place, imagesTable);
  const reported = lastLaunchedOf(source, context.clock);
  changeImage(
    contextIn(context, place),
    table.get(source.image.ImageId) ?? source,
    reported === undefined ? {} : { LastLaunchedTime: reported },
    { launched: context.now },
  );
}

/** Families whose attributes have a `g` (`t4g`, `c7gn`, `is4gen`) run on Graviton. */
export function architectureOf(type: string): string {
  const family = type.split('.')[0] ?? '';
  if (family === 'mac1') return 'x86_64_mac';
  if (family.startsWith('mac')) return 'arm64_mac';
  return family === 'a1' || /^[a-z]+\d+[a-z]*g[a-z]*$/.test(family) ? 'arm64' : 'x86_64';
}

function checkArchitecture(type: string, image: ImageStructure): void {
  const wanted = image.Architecture === 'i386' ? 'x86_64' : image.Architecture;
  const given = architectureOf(type);
  if (given === wanted) return;
  throw invalidValue(
    `The architecture '${given}' of the specified instance type does not match the architecture '${image.Architecture}' of the specified AMI. Specify an instance type and an AMI that have matching architectures, and try again. You can use 'describe-instance-types' or 'describe-images' to discover the architecture of the instance type or AMI.`,
  );
}

function checkType(type: string): void {
  const types = loadServiceModelSync('ec2').shapes.InstanceType?.enum ?? [];
  if (!types.includes(type)) throw invalidValue(`Invalid value '${type}' for InstanceType.`);
}

/** The profile that an instance is launched with, which IAM has to know. */
function profileOf(input: WireStructure, context: RequestContext): WireStructure | undefined {
  const { Arn, Name } = structureOf(input.IamInstanceProfile);
  const [arn, name] = [textOf(Arn), textOf(Name)];
  if (arn === undefined && name === undefined) return undefined;
  const found = identities(context).profiles.get(keyOf(name ?? arn?.replace(/^.*\//, '') ?? ''))?.profile;
  if (found !== undefined && (arn ?? found.Arn) === found.Arn) return { Arn: found.Arn, Id: found.InstanceProfileId };
  const [member, word] = arn === undefined ? (['name', 'name'] as const) : (['arn', 'ARN'] as const);
  throw invalidValue(
    `Value (${arn ?? name}) for parameter iamInstanceProfile.${member} is invalid. Invalid IAM Instance Profile ${word}`,
  );
}

function privateAddress(id: string): string {
  const digits = Number.parseInt(id.slice(-4), 16);
  return `172.31.${(digits >> 8) % 96}.${4 + (digits % 250)}`;
}
