import { fileURLToPath } from 'node:url';
import { startSandbox } from '../src/sandbox/http/server.ts';
import { type ImageRecord, imagesTable } from '../src/sandbox/services/ec2/images/image-record.ts';
import { image } from './estate-image.ts';
import { eightRegions } from './regions.ts';

/** Many accounts with few images a region each. */
export const accounts = Array.from({ length: 200 }, (_, index) => String(700_000_000_000 + index));
export const imagesOfPlace = 50;

/** Run as a process of its own. */
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await startSandbox({
    populate: (state) => {
      for (const account of accounts) {
        for (const region of eightRegions) {
          const table = state.table<ImageRecord>({ account, region }, imagesTable);
          for (let index = 0; index < imagesOfPlace; index += 1) {
            const id = state.identifier('ami-', 17);
            table.set(id, { image: { ...image(id, index), OwnerId: account }, launchPermissions: [] });
          }
        }
      }
    },
  });
  process.stdout.write(`${url}\n`);
}
