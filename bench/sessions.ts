import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openHost } from '../src/session/open-host.ts';
import type { Figure } from './figure.ts';
import { measureProcess } from './measure-process.ts';

const sessions = 100;
const pageBytes = 4096;

interface Measured {
  /** Of one session, opened after the one before; and of that the processor's. */
  readonly milliseconds: number;
  readonly processorMilliseconds: number;
  /** Of one session that was opened, and of one that has run a query too. */
  readonly openMegabytes: number;
  readonly usedMegabytes: number;
}

/** What the sessions of a host cost, each: in a process of its own, where nothing else takes memory. */
export async function sessionFigures(): Promise<readonly Figure[]> {
  const self = fileURLToPath(import.meta.url);
  const { output } = await measureProcess(['--expose-gc', '--import', 'tsx', self, 'measure'], {}, 'memory');
  const { milliseconds, processorMilliseconds, openMegabytes, usedMegabytes } = JSON.parse(output) as Measured;
  return [
    {
      what: `Open ${sessions} sessions on a host, one after the other: time of each`,
      measured: `${milliseconds.toFixed(1)} ms`,
      beside: `processor ${processorMilliseconds.toFixed(1)} ms, most of it DuckDB's instance`,
      goal: 'under 30 ms',
      holds: milliseconds < 30,
    },
    {
      what: `Open ${sessions} sessions on a host: memory of each`,
      measured: `${openMegabytes.toFixed(1)} MB`,
      beside: `once each has read a resource ${usedMegabytes.toFixed(1)} MB`,
      goal: 'under 8 MB',
      holds: openMegabytes < 8,
    },
  ];
}

async function measure(): Promise<Measured> {
  const host = await openHost({ sandbox: { seed: 'empty' }, region: 'us-east-1' });
  const sql = 'SELECT name FROM aws.imagebuilder.image_pipelines';
  // What is loaded with the first session is the host's.
  await (await host.session()).query(sql);
  const before = residentMegabytes();
  const start = performance.now();
  const processor = process.cpuUsage();
  const opened = [];
  for (let number = 0; number < sessions; number += 1) opened.push(await host.session());
  const milliseconds = (performance.now() - start) / sessions;
  const { user, system } = process.cpuUsage(processor);
  const open = residentMegabytes();
  for (const session of opened) await session.query(sql);
  const used = residentMegabytes();
  await host.close();
  return {
    milliseconds,
    processorMilliseconds: (user + system) / 1000 / sessions,
    openMegabytes: (open - before) / sessions,
    usedMegabytes: (used - before) / sessions,
  };
}

/** What the process has in memory, DuckDB's part included; Linux tells it. */
function residentMegabytes(): number {
  globalThis.gc?.();
  const [, pages] = readFileSync('/proc/self/statm', 'utf8').split(' ');
  return (Number(pages) * pageBytes) / 1e6;
}

if (process.argv[2] === 'measure') process.stdout.write(JSON.stringify(await measure()));
