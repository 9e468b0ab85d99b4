import type { WireStructure } from '../../../../aws/service-model.ts';
import { contextIn } from '../../../kit/context-in.ts';
import { flagOf, numberOf, structureOf, structuresOf, textMapOf, textOf, textsOf } from '../../../kit/members.ts';
import type { Place, RequestContext } from '../../../service.ts';
import {
  type BlockDeviceMapping,
  type ImageRecord,
  type ImageStructure,
  imagesTable,
  type LaunchPermission,
} from '../../ec2/images/image-record.ts';
import { makeSnapshot } from '../../ec2/snapshots/make-snapshot.ts';
import type { ImageBuild } from '../images/image-record.ts';
import { findAmi } from '../recipes/parent-images.ts';

/** GiB. */
const defaultVolumeSize = 8;

/** An AMI that a build puts out: where, under which name, with which settings of the distribution. */
export interface OutputImage {
  readonly place: Place;
  /** The id that its workflow gave it; a new one where absent. */
  readonly id?: string;
  readonly name: string;
  /** AmiDistributionConfiguration of the distribution that asks for it; empty without one. */
  readonly settings: WireStructure;
  readonly createdAt: number;
  readonly description?: string;
  /** The AMI that it is a copy of, for every output but the first. */
  readonly copyOf?: { readonly ami: string; readonly region: string };
}

/** Puts an AMI of a finished build into EC2, where DescribeImages finds it, and answers its id. */
export function registerOutputImage(context: RequestContext, image: ImageBuild, output: OutputImage): string {
  const { place, settings } = output;
  const id = output.id ?? context.state.identifier('ami-', 17);
  const permissions = launchPermissions(settings);
  const watermarks = textsOf(structureOf(image.details.imageRecipe).amiWatermarks);
  const created = new Date(output.createdAt).toISOString();
  const source = output.copyOf ?? (image.parentAmi ? { ami: image.parentAmi, region: context.region } : undefined);
  const structure: ImageStructure = {
    ImageId: id,
    Name: output.name,
    OwnerId: place.account,
    State: 'available',
    CreationDate: created,
    ImageLocation: `${place.account}/${output.name}`,
    Public: permissions.some((permission) => permission.Group === 'all'),
    Architecture: image.architecture === 'arm64' ? 'arm64' : 'x86_64',
    ImageType: 'machine',
    ...(image.platform === 'Windows'
      ? { Platform: 'windows', PlatformDetails: 'Windows', UsageOperation: 'RunInstances:0002' }
      : { PlatformDetails: 'Linux/UNIX', UsageOperation: 'RunInstances' }),
    BlockDeviceMappings: blockDevices(contextIn(context, place, output.createdAt), image, settings, id),
    EnaSupport: true,
    Hypervisor: 'xen',
    RootDeviceName: rootDevice(image),
    RootDeviceType: 'ebs',
    VirtualizationType: 'hvm',
    SriovNetSupport: 'simple',
    BootMode: image.architecture === 'arm64' ? 'uefi' : 'uefi-preferred',
    ImdsSupport: 'v2.0',
    DeregistrationProtection: 'disabled',
    ...(output.description === undefined ? {} : { Description: output.description }),
    ...(output.copyOf ? {} : { SourceInstanceId: context.state.identifier('i-', 17) }),
    ...(source ? { SourceImageId: source.ami, SourceImageRegion: source.region } : {}),
    Tags: tagsOf(image, settings),
    ...(watermarks.length === 0
      ? {}
      : {
          ImageWatermarks: watermarks.map((name) => ({
            WatermarkKey: `${context.account}:${name}`,
            SourceImageRegion: output.copyOf?.region ?? place.region,
            SourceImageId: output.copyOf?.ami ?? id,
            SourceImageCreationTime: created,
            WatermarkCreationTime: created,
          })),
        }),
  };
  context.state.table<ImageRecord>(place, imagesTable).set(id, { image: structure, launchPermissions: permissions });
  return id;
}

/** The id of an image of the place's owner that has this name already. */
export function imageOfName(context: RequestContext, place: Place, name: string): string | undefined {
  for (const { image } of context.state.table<ImageRecord>(place, imagesTable).values())
    if (image.Name === name) return image.ImageId;
  return undefined;
}

function launchPermissions(settings: WireStructure): readonly LaunchPermission[] {
  const permission = structureOf(settings.launchPermission);
  return [
    ...textsOf(permission.userGroups).map(() => ({ Group: 'all' as const })),
    ...textsOf(permission.userIds).map((UserId) => ({ UserId })),
    ...textsOf(permission.organizationArns).map((OrganizationArn) => ({ OrganizationArn })),
    ...textsOf(permission.organizationalUnitArns).map((OrganizationalUnitArn) => ({ OrganizationalUnitArn })),
  ];
}

/** Image Builder marks every AMI that it makes with two tags of its own. */
function tagsOf(image: ImageBuild, settings: WireStructure): ImageStructure['Tags'] {
  const tags = {
    ...textMapOf(structureOf(image.details.imageRecipe).amiTags),
    ...textMapOf(settings.amiTags),
    CreatedBy: 'EC2 Image Builder',
    Ec2ImageBuilderArn: image.arn,
  };
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

function rootDevice(image: ImageBuild): string {
  return image.osVersion.startsWith('Amazon Linux') ? '/dev/xvda' : '/dev/sda1';
}

function blockDevices(
  context: RequestContext,
  image: ImageBuild,
  settings: WireStructure,
  ami: string,
): readonly BlockDeviceMapping[] {
  const kmsKeyId = textOf(settings.kmsKeyId);
  const fromRecipe = structuresOf(structureOf(image.details.imageRecipe).blockDeviceMappings).map(deviceOf);
  const parent = image.parentAmi === undefined ? undefined : findAmi(context, image.parentAmi);
  const root: BlockDeviceMapping = {
    DeviceName: rootDevice(image),
    Ebs: {
      VolumeSize: image.platform === 'Windows' ? 30 : defaultVolumeSize,
      VolumeType: 'gp3',
      DeleteOnTermination: true,
      Encrypted: false,
    },
  };
  const inherited = parent?.image.BlockDeviceMappings ?? [root];
  const named = new Map([...inherited, ...fromRecipe].map((device) => [device.DeviceName, device]));
  return [...named.values()].map((device) => {
    if (!device.Ebs) return device;
    const encrypted = kmsKeyId !== undefined || (device.Ebs.Encrypted ?? false);
    const snapshot = makeSnapshot(
      {
        size: device.Ebs.VolumeSize ?? defaultVolumeSize,
        encrypted,
        kmsKeyId: kmsKeyId ?? device.Ebs.KmsKeyId,
        description: `Created by EC2 Image Builder for ${ami}`,
        milliseconds: 0,
      },
      context,
    );
    const key = snapshot.KmsKeyId === undefined ? {} : { KmsKeyId: snapshot.KmsKeyId };
    return { ...device, Ebs: { ...device.Ebs, Encrypted: encrypted, SnapshotId: snapshot.SnapshotId, ...key } };
  });
}

function deviceOf(mapping: WireStructure): BlockDeviceMapping {
  const ebs = structureOf(mapping.ebs);
  const defined = <Value>(name: string, value: Value | undefined) => (value === undefined ? {} : { [name]: value });
  if (mapping.ebs === undefined)
    return {
      ...defined('DeviceName', textOf(mapping.deviceName)),
      ...defined('VirtualName', textOf(mapping.virtualName)),
      ...defined('NoDevice', textOf(mapping.noDevice)),
    };
  return {
    ...defined('DeviceName', textOf(mapping.deviceName)),
    Ebs: {
      VolumeSize: numberOf(ebs.volumeSize) ?? defaultVolumeSize,
      VolumeType: textOf(ebs.volumeType) ?? 'gp3',
      DeleteOnTermination: flagOf(ebs.deleteOnTermination) ?? true,
      Encrypted: flagOf(ebs.encrypted) ?? false,
      ...defined('KmsKeyId', textOf(ebs.kmsKeyId)),
      ...defined('Iops', numberOf(ebs.iops)),
      ...defined('Throughput', numberOf(ebs.throughput)),
    },
  };
}
