import { fileURLToPath } from 'node:url';
import { connect } from '../src/session/connect.ts';
import { account } from './estate-image.ts';
import { fetchPages } from './fetch-pages.ts';
import type { Figure } from './figure.ts';
import { measureProcess } from './measure-process.ts';
import { median } from './median.ts';
import { fourRegions } from './regions.ts';
import { startServer } from './start-server.ts';

const program = fileURLToPath(new URL('../dist/skyql.cjs', import.meta.url));
const estateServer = fileURLToPath(new URL('estate-server.ts', import.meta.url));
const firstRowQuery = "SELECT name FROM aws.imagebuilder.image_pipelines WHERE region = 'us-east-1'";
const countQuery = 'SELECT region, count(*) FROM aws.ec2.images GROUP BY 1';
const credentials = { AWS_ACCESS_KEY_ID: account, AWS_SECRET_ACCESS_KEY: 'test' };
const startUpGoal = 150;

/** Whole processes, in turns, so that a slow moment of the machine meets both. */
export const startUpFigures = () =>
  withEstate(async (endpoint) => {
    const empty: number[] = [];
    const ours: number[] = [];
    for (let run = 0; run < 15; run += 1) {
      empty.push((await measureProcess(['-e', '0'])).firstByteMilliseconds);
      const query = await measureProcess(queryArguments(endpoint, firstRowQuery, ['us-east-1']), credentials);
      ours.push(query.firstByteMilliseconds);
    }
    const difference = median(ours) - median(empty);
    return [
      {
        what: 'Process start to first row of image_pipelines, warm sandbox',
        measured: `${median(ours).toFixed(0)} ms`,
        beside: `\`node -e 0\` ${median(empty).toFixed(0)} ms`,
        goal: `difference under ${startUpGoal} ms: ${difference.toFixed(0)} ms`,
        holds: difference < startUpGoal,
      },
    ];
  });

export const countFigures = () =>
  withEstate(async (endpoint) => {
    const db = await connect({
      endpoint,
      region: fourRegions,
      connections: [
        { name: 'bench', credentials: { accessKeyId: account, secretAccessKey: 'test' }, regions: fourRegions },
      ],
    });
    const queries: number[] = [];
    const fetches: number[] = [];
    for (let run = 0; run < 12; run += 1) {
      let start = performance.now();
      const fetched = await fetchPages(endpoint, fourRegions, account);
      fetches.push(performance.now() - start);
      start = performance.now();
      const { rows } = await db.query(countQuery);
      queries.push(performance.now() - start);
      const counted = rows.reduce((sum, row) => sum + Number(row['count_star()']), 0);
      if (counted !== fetched) throw new Error(`The query counted ${counted} images, the pages hold ${fetched}.`);
    }
    await db.close();
    const ratio = median(queries.slice(2)) / median(fetches.slice(2));
    return [
      {
        what: '10,000 AMIs over 4 regions, count(*) by region',
        measured: `${median(queries.slice(2)).toFixed(0)} ms`,
        beside: `the same pages fetched and parsed alone ${median(fetches.slice(2)).toFixed(0)} ms`,
        goal: `under 1.5 times: ${ratio.toFixed(2)}`,
        holds: ratio < 1.5,
      },
    ];
  });

export const memoryFigures = () =>
  withEstate(async (endpoint) => {
    const statements = [
      {
        what: 'Peak memory, first row of image_pipelines',
        args: queryArguments(endpoint, firstRowQuery, ['us-east-1']),
      },
      { what: 'Peak memory, 10,000 AMIs counted', args: queryArguments(endpoint, countQuery, fourRegions) },
    ];
    const empty = median(await peaks(['-e', '0']));
    const figures: Figure[] = [];
    for (const { what, args } of statements) {
      const peak = median(await peaks(args));
      figures.push({
        what,
        measured: `${peak.toFixed(0)} MB`,
        beside: `\`node -e 0\` ${empty.toFixed(0)} MB`,
        goal: 'under 250 MB',
        holds: peak < 250,
      });
    }
    return figures;
  });

async function withEstate(measure: (endpoint: string) => Promise<readonly Figure[]>): Promise<readonly Figure[]> {
  const server = await startServer(['--import', 'tsx', estateServer, 'serve']);
  try {
    return await measure(server.address);
  } finally {
    server.stop();
  }
}

function queryArguments(endpoint: string, sql: string, named: readonly string[]): readonly string[] {
  const place = ['--endpoint-url', endpoint, '--region', named.join(',')];
  return [program, 'query', ...place, '--quiet', '--output', 'csv', sql];
}

async function peaks(args: readonly string[]): Promise<readonly number[]> {
  const values: number[] = [];
  for (let run = 0; run < 5; run += 1) values.push((await measureProcess(args, credentials, 'memory')).peakMegabytes);
  return values;
}
