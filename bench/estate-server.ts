import { fileURLToPath } from 'node:url';
import { startSandbox } from '../src/sandbox/http/server.ts';
import { seedDemo } from '../src/sandbox/seeds/demo.ts';
import type { Clock, SandboxState } from '../src/sandbox/service.ts';
import { type ImageRecord, imagesTable } from '../src/sandbox/services/ec2/images/image-record.ts';
import { account, image } from './estate-image.ts';
import { fourRegions } from './regions.ts';

/** The estate that is measured: 10,000 AMIs of one account over four regions, beside the demo's pipelines. */
const imagesInRegion = 2500;

/**
 * Run as a process of its own, so that what is measured shares no core's time with it but the network's. It takes how many
 * images each region has, and the regions: `serve 100000 us-east-1`.
 */
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [count = imagesInRegion, named = fourRegions] = [process.argv[3], process.argv[4]?.split(',')];
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
