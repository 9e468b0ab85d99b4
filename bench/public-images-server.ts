import { fileURLToPath } from 'node:url';
import { startSandbox } from '../src/sandbox/http/server.ts';
import { type ImageRecord, imagesTable } from '../src/sandbox/services/ec2/images/image-record.ts';
import { type InstanceRecord, instancesTable } from '../src/sandbox/services/ec2/instances/instance-record.ts';
import { account, image } from './estate-image.ts';
import { fourRegions } from './regions.ts';

/** What AWS has of public AMIs in a region, and what runs of them in the measured account. */
export const publicImages = 100_000;
export const instancesInRegion = 400;

/** Run as a process of its own. The instances of a region run so many different images, half of them public ones. */
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await startSandbox({
    populate: (state) => {
      for (const region of fourRegions) {
        const put = (owner: string, index: number): ImageRecord['image'] => {
          const id = state.identifier('ami-', 17);
          const isPublic = owner !== account;
          const made = { ...image(id, index), OwnerId: owner, Public: isPublic };
          const launchPermissions = isPublic ? [{ Group: 'all' as const }] : [];
          state.table<ImageRecord>({ account: owner, region }, imagesTable).set(id, { image: made, launchPermissions });
          return made;
        };
        const used: ImageRecord['image'][] = [];
        for (let index = 0; index < publicImages; index += 1) {
          const made = put('137112412989', index);
          if (index < instancesInRegion / 2) used.push(made);
        }
        for (let index = 0; index < instancesInRegion / 2; index += 1) used.push(put(account, index));
        const instances = state.table<InstanceRecord>({ account, region }, instancesTable);
        for (const own of used) {
          const InstanceId = state.identifier('i-', 17);
          const instance = {
            InstanceId,
            ImageId: own.ImageId,
            InstanceType: 't3.micro',
            LaunchTime: own.CreationDate,
            Placement: { AvailabilityZone: `${region}a`, AvailabilityZoneId: 'az1' },
            BlockDeviceMappings: [],
          };
          instances.set(InstanceId, {
            instance,
            reservationId: `r-${InstanceId}`,
            ownerId: account,
            state: 'running',
            image: own,
          });
        }
      }
    },
  });
  process.stdout.write(`${url}\n`);
}
