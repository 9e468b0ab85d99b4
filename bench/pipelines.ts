import { fileURLToPath } from 'node:url';
import type { ConnectOptions } from '../src/session/index.ts';
import { account } from './estate-image.ts';
import type { Figure } from './figure.ts';
import { leastWall } from './least-wall.ts';
import { processorSeconds } from './load.ts';
import { measureProcess } from './measure-process.ts';
import { measureSession } from './measure-session.ts';
import { median } from './median.ts';
import { eightRegions } from './regions.ts';
import { startPipelines } from './start-pipelines.ts';

const sdkGets = fileURLToPath(new URL('sdk-gets.mjs', import.meta.url));
const pipelines = 2000;
const goals = { processorMilliseconds: 0.35, timesLeast: 1.3 };
const latencyMilliseconds = 50;
/** What a list page holds at most, and how many calls the limits of one service in one region let through at once. */
const [pageRows, atOnce] = [25, 16];

/** All columns of 2,000 pipelines, and the one that GetResource alone has: a list, then one GetResource each. */
const allColumns = (regions: readonly string[]) =>
  `SELECT *, deployment_id FROM aws.imagebuilder.image_pipelines WHERE region IN (${regions.map((region) => `'${region}'`).join(', ')})`;

/** What the client itself takes of the processor for each of many gets. */
export async function getResourceFigures(): Promise<readonly Figure[]> {
  const region = 'us-east-1';
  const server = await startPipelines([region], pipelines);
  try {
    const ours: number[] = [];
    const again: number[] = [];
    const theirs: number[] = [];
    for (let run = 0; run < 5; run += 1) {
      const [first, second] = await measureSession(optionsFor(server.address), [
        allColumns([region]),
        allColumns([region]),
      ]);
      if (first?.rows !== pipelines) throw new Error(`There were ${first?.rows} rows instead of ${pipelines}.`);
      ours.push(first.processorMilliseconds / pipelines);
      again.push((second?.processorMilliseconds ?? Number.NaN) / pipelines);
      theirs.push(Number((await measureProcess([sdkGets, server.address, account, region])).output));
    }
    return [
      {
        what: 'Processor time of the client for a signed GetResource with its row loaded, over 2,000 and their list',
        measured: `${median(ours).toFixed(2)} ms`,
        beside: `once more in the session ${median(again).toFixed(2)} ms; the AWS SDK's GetResource alone, once warm, ${median(theirs).toFixed(2)} ms`,
        goal: `under ${goals.processorMilliseconds} ms: ${(median(theirs) / median(ours)).toFixed(1)} to one of the SDK`,
        holds: median(ours) < goals.processorMilliseconds,
      },
    ];
  } finally {
    server.stop();
  }
}

/** How much of the time that calls take is used. */
export async function latencyFigures(): Promise<readonly Figure[]> {
  const server = await startPipelines(eightRegions, pipelines);
  try {
    await measureSession(optionsFor(server.address), [allColumns(eightRegions)]);
    const response = await fetch(`${server.address}/_skyql/faults`, {
      method: 'PUT',
      body: JSON.stringify([{ latencyMilliseconds }]),
    });
    if (!response.ok) throw new Error(`The sandbox takes no latency: ${await response.text()}`);
    const walls: number[] = [];
    const leasts: number[] = [];
    const works: number[] = [];
    for (let run = 0; run < 5; run += 1) {
      const before = processorSeconds(server.process) ?? 0;
      const [measure] = await measureSession(optionsFor(server.address), [allColumns(eightRegions)]);
      if (measure?.rows !== pipelines) throw new Error(`There were ${measure?.rows} rows instead of ${pipelines}.`);
      const work = ((processorSeconds(server.process) ?? 0) - before) * 1000;
      const shape = { regions: eightRegions.length, rowsOfRegion: pipelines / eightRegions.length, pageRows, atOnce };
      walls.push(measure.milliseconds);
      works.push(work / measure.calls);
      leasts.push(leastWall({ ...shape, latencyMilliseconds, workMilliseconds: work / measure.calls }));
    }
    const ratio = median(walls) / median(leasts);
    return [
      {
        what: '2,000 pipelines, 8 regions, 50 ms a call, all columns (2,000 gets)',
        measured: `${median(walls).toFixed(0)} ms`,
        beside: `the least that latency, the sandbox's own work (${median(works).toFixed(2)} ms a call) and 16 calls at once a region allow: ${median(leasts).toFixed(0)} ms`,
        goal: `under ${goals.timesLeast} times: ${ratio.toFixed(2)}`,
        holds: ratio < goals.timesLeast,
      },
    ];
  } finally {
    server.stop();
  }
}

function optionsFor(endpoint: string): ConnectOptions {
  const credentials = { accessKeyId: account, secretAccessKey: 'test' };
  return { endpoint, connections: [{ name: 'bench', credentials }] };
}
