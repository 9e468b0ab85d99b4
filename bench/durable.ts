import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { startSandbox } from '../src/sandbox/http/server.ts';
import type { SandboxState } from '../src/sandbox/service.ts';
import { type ImageRecord, imagesTable } from '../src/sandbox/services/ec2/images/image-record.ts';
import { account, image } from './estate-image.ts';
import type { Figure } from './figure.ts';
import { measureLoad, residentMegabytes } from './load.ts';
import { askOnce, requestBytes } from './signed-request.ts';

const images = 100_000;
const region = 'us-east-1';

/** Run as a process of its own: in memory, or with a directory. */
if (process.argv[2] === 'serve-durable') {
  const { url } = await startSandbox({ data: process.argv[3], clock: 'instant', populate });
  process.stdout.write(`${url}\n`);
}

function populate(state: SandboxState): void {
  const table = state.table<ImageRecord>({ account, region }, imagesTable);
  for (let index = 0; index < images; index += 1) {
    const id = state.identifier('ami-', 17);
    table.set(id, { image: image(id, index), launchPermissions: [] });
  }
}

interface Server {
  readonly address: string;
  readonly process: number;
  readonly readySeconds: number;
  /** As abrupt as it gets. */
  kill(): Promise<void>;
}

/** 100,000 AMIs in a region after a restart from --data, and writes a second with and without it. */
export async function durableFigures(): Promise<readonly Figure[]> {
  const directory = mkdtempSync(join(tmpdir(), 'skyql-bench-'));
  try {
    const inMemory = await started();
    const alone = await writesOn(inMemory);
    await inMemory.kill();
    await (await started(directory)).kill();
    const server = await started(directory);
    try {
      const page = await measureLoad(server.address, await requestBytes(server.address, account, filteredPage), {
        connections: 1,
        process: server.process,
      });
      const memory = residentMegabytes(server.process) ?? Number.NaN;
      const kept = await writesOn(server);
      return [
        {
          what: 'Sandbox restarted from --data: 100,000 AMIs in a region, memory of the process',
          measured: `${memory.toFixed(0)} MB`,
          beside: `ready after ${server.readySeconds.toFixed(1)} s`,
          goal: 'under 500 MB',
          holds: memory < 500,
        },
        {
          what: 'Sandbox restarted from --data: a page of 1,000 of them through a filter',
          measured: `${page.medianMilliseconds.toFixed(1)} ms`,
          beside: 'one after the other, over HTTP',
          goal: 'under 50 ms',
          holds: page.medianMilliseconds < 50,
        },
        {
          what: 'Sandbox with --data: CreateTags, each kept before it is answered',
          measured: `${kept.many.toFixed(0)} a second on 16 connections, ${kept.one.toFixed(0)} on one`,
          beside: `in memory ${alone.many.toFixed(0)} and ${alone.one.toFixed(0)}`,
          goal: 'told',
          holds: true,
        },
      ];
    } finally {
      await server.kill();
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

const filteredPage = {
  service: 'ec2',
  operation: 'DescribeImages',
  input: { MaxResults: 1000, Owners: ['self'], Filters: [{ Name: 'tag:env', Values: ['prod*'] }] },
};

async function writesOn({ address, process: server }: Server) {
  const { Images } = await askOnce(address, account, {
    service: 'ec2',
    operation: 'DescribeImages',
    input: { Owners: ['self'], MaxResults: 5 },
  });
  const [{ ImageId } = { ImageId: '' }] = Images as readonly { readonly ImageId: string }[];
  const input = { Resources: [ImageId], Tags: [{ Key: 'measured', Value: 'yes' }] };
  const bytes = await requestBytes(address, account, { service: 'ec2', operation: 'CreateTags', input });
  const many = await measureLoad(address, bytes, { connections: 16, process: server });
  const one = await measureLoad(address, bytes, { connections: 1, process: server });
  return { many: many.perSecond, one: one.perSecond };
}

async function started(directory?: string): Promise<Server> {
  const began = performance.now();
  const program = fileURLToPath(import.meta.url);
  const args = ['--import', 'tsx', program, 'serve-durable', ...(directory === undefined ? [] : [directory])];
  const child: ChildProcessByStdio<null, Readable, null> = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [data] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    address: data.toString().trim(),
    process: child.pid ?? 0,
    readySeconds: (performance.now() - began) / 1_000,
    async kill() {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
