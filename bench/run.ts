import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { connect } from '../src/session/connect.ts';
import { catalogFigures } from './catalog.ts';
import { account, regions } from './estate-server.ts';
import { fetchPages } from './fetch-pages.ts';
import { type Figure, tableOf } from './figure.ts';
import { measureProcess } from './measure-process.ts';
import { median } from './median.ts';
import { sandboxFigures } from './sandbox.ts';
import { benchmarkXmlPage } from './xml-page.ts';

const program = fileURLToPath(new URL('../dist/skyql.js', import.meta.url));
const firstRowQuery = "SELECT name FROM aws.imagebuilder.image_pipelines WHERE region = 'us-east-1'";
const countQuery = 'SELECT region, count(*) FROM aws.ec2.images GROUP BY 1';
const credentials = { AWS_ACCESS_KEY_ID: account, AWS_SECRET_ACCESS_KEY: 'test' };

const server = spawn(
  process.execPath,
  ['--import', 'tsx', fileURLToPath(new URL('estate-server.ts', import.meta.url)), 'serve'],
  {
    stdio: ['ignore', 'pipe', 'inherit'],
  },
);
const endpoint = await new Promise<string>((resolve) =>
  server.stdout.once('data', (data: Buffer) => resolve(data.toString().trim())),
);

try {
  const figures = [
    await startUp(),
    await countImages(),
    ...(await peakMemory()),
    xmlPage(),
    ...(await catalogFigures()),
    ...(await sandboxFigures()),
  ];
  const table = tableOf(figures);
  process.stdout.write(`${table}\n`);
  writeFileSync(
    new URL('RESULTS.md', import.meta.url),
    `# Results of the last \`npm run bench\`\n\n${machine()}\n\n${table}\n`,
  );
} finally {
  server.kill();
}

function query(sql: string, regionList: string): readonly string[] {
  return [program, 'query', '--endpoint-url', endpoint, '--region', regionList, '--quiet', '--output', 'csv', sql];
}

/** Whole processes, in turns, so that a slow moment of the machine meets both. */
async function startUp(): Promise<Figure> {
  const empty: number[] = [];
  const ours: number[] = [];
  for (let run = 0; run < 15; run += 1) {
    empty.push((await measureProcess(['-e', '0'])).firstByteMilliseconds);
    ours.push((await measureProcess(query(firstRowQuery, 'us-east-1'), credentials)).firstByteMilliseconds);
  }
  const difference = median(ours) - median(empty);
  return {
    what: 'Process start to first row of image_pipelines, warm sandbox',
    measured: `${median(ours).toFixed(0)} ms`,
    beside: `\`node -e 0\` ${median(empty).toFixed(0)} ms`,
    goal: `difference under 300 ms: ${difference.toFixed(0)} ms`,
    holds: difference < 300,
  };
}

async function countImages(): Promise<Figure> {
  const db = await connect({
    endpoint,
    region: regions,
    connections: [{ name: 'bench', credentials: { accessKeyId: account, secretAccessKey: 'test' }, regions }],
  });
  const queries: number[] = [];
  const fetches: number[] = [];
  for (let run = 0; run < 12; run += 1) {
    let start = performance.now();
    const fetched = await fetchPages(endpoint, regions, account);
    fetches.push(performance.now() - start);
    start = performance.now();
    const { rows } = await db.query(countQuery);
    queries.push(performance.now() - start);
    const counted = rows.reduce((sum, row) => sum + Number(row['count_star()']), 0);
    if (counted !== fetched) throw new Error(`The query counted ${counted} images, the pages hold ${fetched}.`);
  }
  await db.close();
  const ratio = median(queries.slice(2)) / median(fetches.slice(2));
  return {
    what: '10,000 AMIs over 4 regions, count(*) by region',
    measured: `${median(queries.slice(2)).toFixed(0)} ms`,
    beside: `the same pages fetched and parsed alone ${median(fetches.slice(2)).toFixed(0)} ms`,
    goal: `under 1.5 times: ${ratio.toFixed(2)}`,
    holds: ratio < 1.5,
  };
}

async function peakMemory(): Promise<readonly Figure[]> {
  const statements = [
    { what: 'Peak memory, first row of image_pipelines', args: query(firstRowQuery, 'us-east-1') },
    { what: 'Peak memory, 10,000 AMIs counted', args: query(countQuery, regions.join(',')) },
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
}

async function peaks(args: readonly string[]): Promise<readonly number[]> {
  const values: number[] = [];
  for (let run = 0; run < 5; run += 1) values.push((await measureProcess(args, credentials, true)).peakMegabytes);
  return values;
}

function xmlPage(): Figure {
  const page = benchmarkXmlPage();
  return {
    what: `Parse one DescribeImages page of ${page.images} images (${(page.bytes / 1e6).toFixed(1)} MB)`,
    measured: `${page.warmMilliseconds.toFixed(1)} ms`,
    beside: `first time ${page.coldMilliseconds.toFixed(1)} ms`,
    goal: 'under 10 ms once warm',
    holds: page.warmMilliseconds < 10,
  };
}

function machine(): string {
  const [cpu] = cpus();
  return `${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores (${cpu?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}. Medians of several runs, other work on the machine not excluded.`;
}
