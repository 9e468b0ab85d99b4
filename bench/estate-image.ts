import type { ImageRecord } from '../src/sandbox/services/ec2/images/image-record.ts';

/** The account that is measured. */
export const account = '123456789012';

/** An AMI as most are: one disk, a few tags. */
export function image(id: string, index: number): ImageRecord['image'] {
  const name = `bench-al2023-${index}`;
  return {
    ImageId: id,
    Name: name,
    OwnerId: account,
    State: 'available',
    CreationDate: new Date(Date.UTC(2026, 0, 1) + index * 3_600_000).toISOString(),
    ImageLocation: `${account}/${name}`,
    Public: false,
    Architecture: index % 4 === 0 ? 'arm64' : 'x86_64',
    ImageType: 'machine',
    PlatformDetails: 'Linux/UNIX',
    UsageOperation: 'RunInstances',
    BlockDeviceMappings: [
      {
        DeviceName: '/dev/xvda',
        Ebs: {
          SnapshotId: `snap-${id.slice(4)}`,
          VolumeSize: 20,
          VolumeType: 'gp3',
          DeleteOnTermination: true,
          Encrypted: true,
        },
      },
    ],
    Description: 'An image that is measured',
    EnaSupport: true,
    Hypervisor: 'xen',
    RootDeviceName: '/dev/xvda',
    RootDeviceType: 'ebs',
    VirtualizationType: 'hvm',
    BootMode: 'uefi-preferred',
    ImdsSupport: 'v2.0',
    Tags: [
      { Key: 'Name', Value: name },
      { Key: 'env', Value: index % 2 === 0 ? 'production' : 'test' },
      { Key: 'team', Value: 'platform' },
    ],
  };
}
