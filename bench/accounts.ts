import { fileURLToPath } from 'node:url';
import { accounts, imagesOfPlace } from './accounts-server.ts';
import type { Figure } from './figure.ts';
import { measureSession } from './measure-session.ts';
import { median } from './median.ts';
import { eightRegions } from './regions.ts';
import { startServer } from './start-server.ts';

const server = fileURLToPath(new URL('accounts-server.ts', import.meta.url));
const pages = accounts.length * eightRegions.length;
const images = pages * imagesOfPlace;
const goalSeconds = 4;

const columns = 'connection, region, image_id, name, creation_date, architecture, tags';
const readAll = `CREATE OR REPLACE TABLE inventory AS SELECT ${columns} FROM aws.ec2.images WHERE Owners = 'self'`;

/** Few images in each of many accounts and regions: what a page costs beside its rows. */
export async function accountFigures(): Promise<readonly Figure[]> {
  const running = await startServer(['--import', 'tsx', server, 'serve']);
  try {
    const connections = accounts.map((account) => ({
      name: account,
      credentials: { accessKeyId: account, secretAccessKey: 'test' },
      regions: eightRegions,
    }));
    const processor: number[] = [];
    const walls: number[] = [];
    for (let run = 0; run < 3; run += 1) {
      const [measure] = await measureSession({ endpoint: running.address, connections }, [readAll]);
      if (measure?.calls !== pages) throw new Error(`There were ${measure?.calls} calls instead of ${pages}.`);
      processor.push(measure.processorMilliseconds / 1000);
      walls.push(measure.milliseconds / 1000);
    }
    return [
      {
        what: `${images.toLocaleString('en')} AMIs in ${pages.toLocaleString('en')} pages of ${accounts.length} accounts: processor time`,
        measured: `${median(processor).toFixed(1)} s`,
        beside: `${((median(processor) / pages) * 1000).toFixed(2)} ms a page; ${median(walls).toFixed(1)} s by the clock`,
        goal: `under ${goalSeconds} s`,
        holds: median(processor) < goalSeconds,
      },
    ];
  } finally {
    running.stop();
  }
}
