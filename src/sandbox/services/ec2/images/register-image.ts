import type { WireStructure } from '../../../../aws/service-model.ts';
import { flagOf, present, textOf, textsOf } from '../../../kit/members.ts';
import { tagsMember } from '../../../kit/tags/tag.ts';
import type { RequestContext } from '../../../service.ts';
import { SandboxFault } from '../../../service.ts';
import { durations, registersWithoutDevice } from '../assumptions.ts';
import { invalidValue, missingParameter } from '../faults.ts';
import { checkIds } from '../ids.ts';
import { type SnapshotRecord, snapshotsTable } from '../snapshots/snapshot-record.ts';
import { readTagSpecifications } from '../tags/tags.ts';
import { completeEbs, readMappings } from './block-device-mappings.ts';
import { checkImageName, checkImageNameIsFree } from './image-names.ts';
import type { BlockDeviceMapping, ImageStructure } from './image-record.ts';
import { keepNewImage, newImage } from './new-image.ts';

const architectures = ['i386', 'x86_64', 'arm64', 'x86_64_mac', 'arm64_mac'] as const;
const bootModes = ['legacy-bios', 'uefi', 'uefi-preferred'] as const;
const virtualizationTypes = ['hvm', 'paravirtual'] as const;

/** Registers an image whose devices are snapshots of the account, or whose manifest lies in S3. */
export function registerImage(input: WireStructure, context: RequestContext): WireStructure {
  const name = textOf(input.Name) ?? '';
  checkImageName(name);
  const tags = readTagSpecifications(input, ['image']);
  const location = textOf(input.ImageLocation);
  const given = readMappings(input.BlockDeviceMappings);
  const rootDeviceName = textOf(input.RootDeviceName);
  if (given.length > 0 && rootDeviceName === undefined) throw missingParameter('RootDeviceName');
  if (given.length === 0 && location === undefined && !registersWithoutDevice) throw missingParameter('ImageLocation');
  checkImageNameIsFree(name, context);
  const mappings = given.map((mapping) => snapshotMapping(mapping, context));
  const made = newImage(name, context);
  const billing = textsOf(input.BillingProducts);
  const image: ImageStructure = present({
    ...made,
    ImageLocation: location ?? made.ImageLocation,
    Architecture: oneOf(architectures, textOf(input.Architecture), 'Architecture') ?? 'i386',
    ImageType: 'machine',
    PlatformDetails: 'Linux/UNIX',
    UsageOperation: 'RunInstances',
    BlockDeviceMappings: mappings,
    EnaSupport: flagOf(input.EnaSupport) ?? false,
    Hypervisor: 'xen',
    RootDeviceName: rootDeviceName ?? '/dev/sda1',
    RootDeviceType: given.some(({ Ebs }) => Ebs !== undefined) ? 'ebs' : 'instance-store',
    VirtualizationType:
      oneOf(virtualizationTypes, textOf(input.VirtualizationType), 'VirtualizationType') ?? 'paravirtual',
    Description: textOf(input.Description),
    KernelId: textOf(input.KernelId),
    RamdiskId: textOf(input.RamdiskId),
    SriovNetSupport: textOf(input.SriovNetSupport),
    BootMode: oneOf(bootModes, textOf(input.BootMode), 'BootMode'),
    TpmSupport: textOf(input.TpmSupport),
    ImdsSupport: textOf(input.ImdsSupport),
    ProductCodes:
      billing.length > 0 ? billing.map((code) => ({ ProductCodeId: code, ProductCodeType: 'marketplace' })) : undefined,
    ...tagsMember(tags.image),
  } satisfies { [Member in keyof ImageStructure]: ImageStructure[Member] | undefined });
  return keepNewImage(image, durations.registerImage, textOf(input.UefiData), context);
}

/** Size and encryption come from the snapshot. */
function snapshotMapping(mapping: BlockDeviceMapping, context: RequestContext): BlockDeviceMapping {
  if (!mapping.Ebs) return mapping;
  const id = mapping.Ebs.SnapshotId;
  if (id === undefined) return { ...mapping, Ebs: completeEbs(mapping.Ebs, context) };
  checkIds('snap-', [id]);
  const snapshot = context.table<SnapshotRecord>(snapshotsTable).get(id)?.snapshot;
  if (!snapshot) throw new SandboxFault('InvalidSnapshot.NotFound', `The snapshot '${id}' does not exist.`);
  const size = mapping.Ebs.VolumeSize ?? snapshot.VolumeSize;
  if (size < snapshot.VolumeSize) {
    const message = `Volume of size ${size}GB is smaller than snapshot '${id}', expect size >= ${snapshot.VolumeSize}GB`;
    throw new SandboxFault('InvalidBlockDeviceMapping', message);
  }
  const { KmsKeyId: _, ...ebs } = completeEbs({ ...mapping.Ebs, VolumeSize: size }, context);
  return { ...mapping, Ebs: { ...ebs, Encrypted: snapshot.Encrypted } };
}

function oneOf<const Choice extends string>(
  choices: readonly Choice[],
  value: string | undefined,
  parameter: string,
): Choice | undefined {
  if (value === undefined) return undefined;
  const choice = choices.find((known) => known === value);
  if (choice === undefined) throw invalidValue(`Value (${value}) for parameter ${parameter} is invalid.`);
  return choice;
}
