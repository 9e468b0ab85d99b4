import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CloudControlClient,
  CreateResourceCommand,
  GetResourceRequestStatusCommand,
  paginateListResourceRequests,
  paginateListResources,
} from '@aws-sdk/client-cloudcontrol';
import { CreateImageCommand, paginateListImages, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seededRandom } from '../src/sandbox/state/seeded-random.ts';
import { builtProgram } from './support/built-program.ts';
import { isLong, seed } from './support/run-seed.ts';

const program = builtProgram();
const TypeName = 'AWS::Logs::LogGroup';
const writers = 6;
/** A thousand kills in the long mode, as many as `KILLS` says. */
const lives = Number(process.env.KILLS ?? (isLong ? 1_000 : 3));
/** After so many a directory begins anew: what there is is listed whole after each. */
const livesOfDirectory = 25;

let directory: string;
let running: ChildProcess | undefined;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'skyql-durable-'));
});

afterEach(async () => {
  await killed();
  rmSync(directory, { recursive: true, force: true });
});

/** A sandbox in a process of its own; answers its address. */
async function started(data = ['--data', directory]): Promise<string> {
  const options = ['--port', '0', '--clock', 'fast', '--quiet', ...data];
  const child = spawn(process.execPath, [program, 'sandbox', ...options]);
  running = child;
  const said: Buffer[] = [];
  child.stderr.on('data', (data: Buffer) => said.push(data));
  return new Promise((resolve, reject) => {
    child.stdout.once('data', (output: Buffer) => resolve(output.toString().trim()));
    child.once('exit', () => reject(new Error(Buffer.concat(said).toString())));
  });
}

async function killed(): Promise<void> {
  if (running === undefined || running.exitCode !== null || running.signalCode !== null) return;
  const ended = once(running, 'exit');
  running.kill('SIGKILL');
  await ended;
}

function clientsOf(endpoint: string) {
  const options = {
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: '111122223333', secretAccessKey: 'test' },
    maxAttempts: 1,
  };
  return {
    options,
    cloudControl: new CloudControlClient(options),
    sagemaker: new SageMakerClient(options),
    sts: new STSClient(options),
  };
}

type Clients = ReturnType<typeof clientsOf>;

/** What clients were told has been done. */
interface Told {
  readonly images: string[];
  readonly groups: Map<string, string>;
}

/** Writes until the process is gone. */
async function write(clients: Clients, name: (count: number) => string, told: Told, afterEach: () => void) {
  for (let count = 0; ; count += 1) {
    try {
      if (count % 2 === 0) {
        const ImageName = name(count);
        await clients.sagemaker.send(
          new CreateImageCommand({ ImageName, RoleArn: 'arn:aws:iam::111122223333:role/images' }),
        );
        told.images.push(ImageName);
      } else {
        const LogGroupName = name(count);
        const command = new CreateResourceCommand({ TypeName, DesiredState: JSON.stringify({ LogGroupName }) });
        const { ProgressEvent } = await clients.cloudControl.send(command);
        told.groups.set(ProgressEvent?.RequestToken ?? '', LogGroupName);
      }
    } catch {
      return;
    }
    afterEach();
  }
}

async function held({ cloudControl, sagemaker }: Clients) {
  const images: string[] = [];
  for await (const page of paginateListImages({ client: sagemaker }, { MaxResults: 100 })) {
    images.push(...(page.Images ?? []).map(({ ImageName }) => ImageName ?? ''));
  }
  const groups: string[] = [];
  for await (const page of paginateListResources({ client: cloudControl }, { TypeName })) {
    groups.push(...(page.ResourceDescriptions ?? []).map(({ Identifier }) => Identifier ?? ''));
  }
  const tokens: string[] = [];
  for await (const page of paginateListResourceRequests({ client: cloudControl }, { MaxResults: 100 })) {
    tokens.push(...(page.ResourceRequestStatusSummaries ?? []).map(({ RequestToken }) => RequestToken ?? ''));
  }
  return { images, groups, tokens };
}

describe('skyql sandbox --data', () => {
  it(
    `has everything that it answered after being killed in the middle of writes, and no half of a request (SEED=${seed}, ${lives} kills)`,
    async () => {
      const random = seededRandom(seed);
      let told: Told = { images: [], groups: new Map() };
      let written = 0;
      for (let life = 0; life < lives; life += 1) {
        if (life % livesOfDirectory === 0) {
          rmSync(directory, { recursive: true, force: true });
          told = { images: [], groups: new Map() };
        }
        const clients = clientsOf(await started());
        if (life % livesOfDirectory > 0) {
          const now = await held(clients);
          expect(now.images).toEqual(expect.arrayContaining(told.images));
          expect(now.groups).toEqual(expect.arrayContaining([...told.groups.values()]));
          expect(now.tokens).toEqual(expect.arrayContaining([...told.groups.keys()]));
          // The resource and its request are of one transaction; requests beyond those told of may be there as well.
          expect(now.tokens).toHaveLength(now.groups.length);
          expect(new Set(now.tokens).size).toBe(now.tokens.length);
          // A process that is gone after its first writes has told of no request yet.
          for (const RequestToken of [...told.groups.keys()].slice(0, 1)) {
            const { ProgressEvent } = await clients.cloudControl.send(
              new GetResourceRequestStatusCommand({ RequestToken }),
            );
            expect(ProgressEvent?.OperationStatus).toBe('SUCCESS');
          }
        }
        let left = 5 + Math.floor(random() * 25);
        const killAtLast = () => {
          left -= 1;
          if (left === 0) running?.kill('SIGKILL');
        };
        const writing = Array.from({ length: writers }, (_, writer) =>
          write(clients, (count) => `life-${life}-writer-${writer}-${count}`, told, killAtLast),
        );
        const before = told.images.length + told.groups.size;
        await Promise.all(writing);
        await killed();
        written += told.images.length + told.groups.size - before;
      }
      expect(written).toBeGreaterThanOrEqual(lives * 5);
    },
    isLong ? 14_400_000 : 120_000,
  );

  it('honours the keys that it issued before it ended, and has its directory for itself', async () => {
    const { sts } = clientsOf(await started());
    const role = { RoleArn: 'arn:aws:iam::999988887777:role/Deploy', RoleSessionName: 'test' };
    const { Credentials } = await sts.send(new AssumeRoleCommand(role));
    await killed();
    const { options } = clientsOf(await started());
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken } = Credentials ?? {};
    const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
    const assumed = new STSClient({ ...options, credentials });
    expect((await assumed.send(new GetCallerIdentityCommand({}))).Account).toBe('999988887777');
    const without = new STSClient({ ...options, credentials: { ...credentials, sessionToken: undefined } });
    await expect(without.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: 'InvalidClientTokenId',
    });
    // Of two sandboxes only one has a directory, and loads what reads it.
    if (process.platform === 'linux') expect(loadsStore()).toBe(true);
    const second = spawn(process.execPath, [program, 'sandbox', '--port', '0', '--data', directory]);
    let said = '';
    second.stderr.on('data', (data: Buffer) => {
      said += data.toString();
    });
    const [code] = await once(second, 'exit');
    expect(code).toBe(1);
    expect(said).toContain('STORE_IN_USE');
    expect(said).not.toMatch(/\n\s+at /);
  }, 60_000);

  it.runIf(process.platform === 'linux')(
    'loads no store where it keeps nothing',
    async () => {
      await started([]);
      expect(loadsStore()).toBe(false);
    },
    60_000,
  );
});

/** Whether the sandbox has loaded the library that keeps a directory. */
function loadsStore(): boolean {
  return readFileSync(`/proc/${running?.pid}/maps`, 'utf8').includes('lmdb');
}
