import { isoTime, present } from '../../../../kit/members.ts';
import { steadyId } from '../../../../kit/steady-id.ts';
import type { SandboxState } from '../../../../service.ts';
import { day } from '../../assumptions.ts';
import { type ImageRecord, type ImageStructure, imagesTable } from '../image-record.ts';
import { type PublicImageFamily, publicImageFamilies } from './public-image-families.ts';

const releases = 4;
const releaseInterval = 14 * day;

/** Puts the public images of Amazon and Canonical into a region when it has none yet; their ids are the same in every sandbox. */
export function ensurePublicImages(state: SandboxState, region: string, now: number): void {
  for (const family of publicImageFamilies) {
    const table = state.table<ImageRecord>({ account: family.owner, region }, imagesTable);
    if (table.has(publicImageId(family, region, 0))) continue;
    for (let release = releases - 1; release >= 0; release -= 1) {
      const image = publicImage(family, region, release, now);
      table.set(image.ImageId, { image, launchPermissions: [{ Group: 'all' }] });
    }
  }
}

/** `release` 0 is the latest. */
export function publicImageId(family: PublicImageFamily, region: string, release: number): string {
  return steadyId('ami-', 'public image', region, family.parameter, String(release));
}

function publicImage(family: PublicImageFamily, region: string, release: number, now: number): ImageStructure {
  // The latest release came out on a Monday morning, as Amazon Linux's do; 1970-01-05 was one.
  const week = 7 * day;
  const monday = Math.floor((now - 4 * day) / week) * week + 4 * day;
  const created = monday - release * releaseInterval - 7 * day + 21 * 3_600_000 + 17 * 60_000;
  const date = isoTime(created).slice(0, 10).replaceAll('-', '');
  const id = publicImageId(family, region, release);
  const name = family.name(date);
  return present({
    ImageId: id,
    Name: name,
    OwnerId: family.owner,
    State: 'available',
    CreationDate: isoTime(created),
    ImageLocation: `${family.ownerAlias}/${name}`,
    Public: true,
    Architecture: family.architecture,
    ImageType: 'machine',
    PlatformDetails: family.windows ? 'Windows' : 'Linux/UNIX',
    UsageOperation: family.windows ? 'RunInstances:0002' : 'RunInstances',
    BlockDeviceMappings: [
      {
        DeviceName: family.rootDeviceName,
        Ebs: {
          SnapshotId: steadyId('snap-', id),
          VolumeSize: family.volumeSize,
          VolumeType: 'gp3',
          DeleteOnTermination: true,
          Encrypted: false,
          Iops: 3000,
          Throughput: 125,
        },
      },
    ],
    EnaSupport: true,
    Hypervisor: 'xen',
    RootDeviceName: family.rootDeviceName,
    RootDeviceType: 'ebs',
    VirtualizationType: 'hvm',
    SriovNetSupport: 'simple',
    Platform: family.windows ? 'windows' : undefined,
    Description: family.description(date),
    ImageOwnerAlias: family.ownerAlias,
    BootMode: family.bootMode,
    ImdsSupport: family.imdsSupport ? 'v2.0' : undefined,
    DeprecationTime: isoTime(created + family.deprecatedAfter * day),
    DeregistrationProtection: 'disabled',
    FreeTierEligible: family.freeTier,
    PublicSsmParameterName: family.parameter,
  } satisfies { [Member in keyof ImageStructure]: ImageStructure[Member] | undefined });
}
