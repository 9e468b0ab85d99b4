import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dataDirectory } from '../src/aws/data-directory.ts';
import type { Figure } from './figure.ts';
import { measureProcess } from './measure-process.ts';
import { median } from './median.ts';

const resources = ['ec2.instances', 'iam.roles', 's3.buckets'];
const models = ['ec2', 'sagemaker'];
const searches = ['unused ami', 'security group open to world'];
const program = fileURLToPath(new URL('../dist/skyql.cjs', import.meta.url));
const megabyte = 1e6;

/** What the catalog costs: building it, its room on disk, and looking one thing up in a process that has read nothing of it yet. */
export async function catalogFigures(): Promise<readonly Figure[]> {
  return [
    ...(await building()),
    size(),
    ...(await lookingUp('resource', resources)),
    ...(await lookingUp('model', models)),
    ...(await searching()),
    await buildingDocs(),
  ];
}

async function building(): Promise<readonly Figure[]> {
  const directory = mkdtempSync(join(tmpdir(), 'skyql-bench-'));
  try {
    const start = performance.now();
    const { peakMegabytes } = await measureProcess(
      [...script('../tools/catalog/build-catalog.ts'), directory],
      {},
      'memory',
    );
    const seconds = (performance.now() - start) / 1000;
    return [
      figure('Build the catalog from the packages', `${seconds.toFixed(0)} s`, 'once', 'under 180 s', seconds < 180),
      figure('Peak memory of that', `${peakMegabytes.toFixed(0)} MB`, 'once', 'under 2000 MB', peakMegabytes < 2000),
    ];
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function size(): Figure {
  const files = readdirSync(dataDirectory(), { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const bytes = files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
  return figure(
    'The catalog on disk',
    `${(bytes / megabyte).toFixed(1)} MB`,
    `${files.length} files`,
    'under 40 MB',
    bytes < 40 * megabyte,
  );
}

async function lookingUp(kind: 'resource' | 'model', names: readonly string[]): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const name of names) {
    const times: number[] = [];
    const again: number[] = [];
    for (let run = 0; run < 9; run += 1) {
      const { output } = await measureProcess([...script('load-from-catalog.ts'), kind, name]);
      const [first = 0, second = 0] = output.trim().split(' ').map(Number);
      times.push(first);
      again.push(second);
    }
    const goal = kind === 'resource' ? 20 : 5;
    figures.push(
      figure(
        kind === 'resource' ? `Look up aws.${name}, nothing read before` : `Read the model of ${name}`,
        `${median(times).toFixed(1)} ms`,
        `once more ${median(again).toFixed(1)} ms`,
        `under ${goal} ms`,
        median(times) < goal,
      ),
    );
  }
  return figures;
}

/** Whole processes, in turns with empty ones: what a search costs is what it takes beyond starting Node. */
async function searching(): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const text of searches) {
    const empty: number[] = [];
    const ours: number[] = [];
    for (let run = 0; run < 9; run += 1) {
      empty.push((await measureProcess(['-e', '0'])).firstByteMilliseconds);
      ours.push((await measureProcess([program, 'search', text, '--output', 'csv'])).firstByteMilliseconds);
    }
    const difference = median(ours) - median(empty);
    figures.push(
      figure(
        `skyql search "${text}", the whole process`,
        `${median(ours).toFixed(0)} ms`,
        `\`node -e 0\` ${median(empty).toFixed(0)} ms`,
        `difference under 200 ms: ${difference.toFixed(0)} ms`,
        difference < 200,
      ),
    );
  }
  return figures;
}

async function buildingDocs(): Promise<Figure> {
  const directory = mkdtempSync(join(tmpdir(), 'skyql-bench-docs-'));
  try {
    const start = performance.now();
    await measureProcess([program, 'docs', 'build', '--out', directory]);
    const seconds = (performance.now() - start) / 1000;
    return figure(
      'Build the documentation of all of AWS',
      `${seconds.toFixed(0)} s`,
      'once',
      'under 120 s',
      seconds < 120,
    );
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function script(name: string): readonly string[] {
  return ['--import', 'tsx', fileURLToPath(new URL(name, import.meta.url))];
}

function figure(what: string, measured: string, beside: string, goal: string, holds: boolean): Figure {
  return { what, measured, beside, goal, holds };
}
