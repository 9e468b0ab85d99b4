import { fileURLToPath } from 'node:url';
import { account } from './estate-image.ts';
import type { Figure } from './figure.ts';
import { measureProcess, type ProcessMeasure } from './measure-process.ts';
import { median } from './median.ts';
import { readyImages } from './ready-pages-server.ts';
import { fourRegions } from './regions.ts';
import { startServer } from './start-server.ts';

const program = fileURLToPath(new URL('../dist/skyql.cjs', import.meta.url));
const server = fileURLToPath(new URL('ready-pages-server.ts', import.meta.url));
const sdkCount = fileURLToPath(new URL('sdk-count.mjs', import.meta.url));
const goalTimes = 3;
const statement =
  "SELECT region, architecture, count(*) FROM aws.ec2.images WHERE Owners = 'self' GROUP BY region, architecture ORDER BY ALL";

/** 100,000 images counted in whole processes, ours and one of the AWS SDK, from a server that has its pages ready. */
export async function groupFigures(): Promise<readonly Figure[]> {
  const running = await startServer(['--import', 'tsx', server, 'serve']);
  try {
    const place = ['--endpoint-url', running.address, '--region', fourRegions.join(',')];
    const query = [program, 'query', ...place, '--quiet', '--output', 'csv', statement];
    const environment = { AWS_ACCESS_KEY_ID: account, AWS_SECRET_ACCESS_KEY: 'test' };
    const ours: ProcessMeasure[] = [];
    const theirs: ProcessMeasure[] = [];
    for (let run = 0; run < 3; run += 1) {
      theirs.push(await measureProcess([sdkCount, running.address, account, fourRegions.join(',')], {}, 'memory'));
      ours.push(await measureProcess(query, environment, 'memory'));
    }
    const counts = ours[0]?.output.trim().split('\r\n').slice(1).join('\n');
    if (counts !== theirs[0]?.output.trim()) throw new Error(`The counts differ: ${counts} / ${theirs[0]?.output}`);
    const of = (measures: readonly ProcessMeasure[], part: (measure: ProcessMeasure) => number) =>
      median(measures.map(part));
    const seconds = ({ milliseconds }: ProcessMeasure) => milliseconds / 1000;
    const processor = ({ processorMilliseconds }: ProcessMeasure) => processorMilliseconds / 1000;
    const megabytes = ({ peakMegabytes }: ProcessMeasure) => peakMegabytes;
    const told = (measures: readonly ProcessMeasure[]) =>
      `${of(measures, seconds).toFixed(1)} s (${of(measures, processor).toFixed(1)} s of processor), ${of(measures, megabytes).toFixed(0)} MB`;
    const ratio = of(theirs, seconds) / of(ours, seconds);
    return [
      {
        what: `${(readyImages * fourRegions.length).toLocaleString('en')} AMIs of 4 regions to GROUP BY, the whole process`,
        measured: told(ours),
        beside: `the AWS SDK's paginator and a Map ${told(theirs)}`,
        goal: `${goalTimes} times faster, with less memory: ${ratio.toFixed(1)}`,
        holds: ratio >= goalTimes && of(ours, megabytes) < of(theirs, megabytes),
      },
    ];
  } finally {
    running.stop();
  }
}
