import { fileURLToPath } from 'node:url';
import { account } from './estate-image.ts';
import type { Figure } from './figure.ts';
import { measureSession } from './measure-session.ts';
import { instancesInRegion, publicImages } from './public-images-server.ts';
import { fourRegions } from './regions.ts';
import { startServer } from './start-server.ts';

const server = fileURLToPath(new URL('public-images-server.ts', import.meta.url));
const goalCalls = 1 + instancesInRegion / 100;
const join = `SELECT i.instance_id, m.name FROM aws.ec2.images m
  JOIN aws.ec2.instances i ON i.image_id = m.image_id AND i.region = m.region`;

/** A join with the images that instances run, where nearly all images are others': what it asks for. */
export async function joinFigures(): Promise<readonly Figure[]> {
  const running = await startServer(['--import', 'tsx', server, 'serve']);
  try {
    const credentials = { accessKeyId: account, secretAccessKey: 'test' };
    const connections = [{ name: 'bench', credentials, regions: fourRegions }];
    const [measure] = await measureSession({ endpoint: running.address, connections }, [join]);
    const rows = instancesInRegion * fourRegions.length;
    if (measure?.rows !== rows) throw new Error(`There were ${measure?.rows} rows instead of ${rows}.`);
    const calls = measure.calls / fourRegions.length;
    return [
      {
        what: `aws.ec2.images JOIN ${instancesInRegion} aws.ec2.instances beside ${publicImages.toLocaleString('en')} public AMIs: calls a region`,
        measured: String(calls),
        beside: `a list of all images takes ${Math.ceil(publicImages / 1000)}`,
        goal: `at most 1 + instances / 100: ${goalCalls}`,
        holds: calls <= goalCalls,
      },
    ];
  } finally {
    running.stop();
  }
}
