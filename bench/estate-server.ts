import { startSandbox } from '../src/sandbox/http/server.ts';
import { seedDemo } from '../src/sandbox/seeds/demo.ts';
import type { Clock, SandboxState } from '../src/sandbox/service.ts';
import { type ImageRecord, imagesTable } from '../src/sandbox/services/ec2/images/image-record.ts';

/** The estate that is measured: 10,000 AMIs of one account over four regions, beside the demo's pipelines. */
export const regions = ['us-east-1', 'us-west-2', 'eu-west-1', 'eu-central-1'];
export const account = '123456789012';
const imagesInRegion = 2500;

/**
 * Run as a process of its own, so that what is measured shares no core's time with it but the network's. It takes how many
 * images each region has, and the regions: `serve 100000 us-east-1`.
 */
if (process.argv[2] === 'serve') {
  const [count = imagesInRegion, named = regions] = [process.argv[3], process.argv[4]?.split(',')];
  const { url } = await startSandbox({ populate: (state, clock) => populate(state, clock, Number(count), named) });
  process.stdout.write(`${url}\n`);
}

function populate(
  state: SandboxState,
  clock: Pick<Clock, 'now'>,
  imagesInRegion: number,
  regions: readonly string[],
): void {
  seedDemo(state, clock);
  for (const region of regions) {
    const table = state.table<ImageRecord>({ account, region }, imagesTable);
    for (let index = 0; index < imagesInRegion; index += 1) {
      const id = state.identifier('ami-', 17);
      table.set(id, { image: image(id, index), launchPermissions: [] });
    }
  }
}

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
