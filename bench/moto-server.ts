import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const version = '5.2.5';
const run = promisify(execFile);

export interface MotoServer {
  readonly name: string;
  readonly address: string;
  readonly process: number;
  stop(): void;
}

/** moto's server in a Python environment of its own, which goes with it. Answers why there is none, where there is none. */
export async function startMotoServer(): Promise<MotoServer | string> {
  const directory = mkdtempSync(join(tmpdir(), 'skyql-bench-'));
  const remove = () => rmSync(directory, { recursive: true, force: true });
  try {
    await run('python3', ['-m', 'venv', directory]);
    await run(join(directory, 'bin', 'pip'), ['install', '--quiet', `moto[server]==${version}`]);
  } catch (error) {
    remove();
    return `no moto: ${String(error).split('\n')[0]}`;
  }
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const child = spawn(join(directory, 'bin', 'moto_server'), ['-p', String(port)], { stdio: 'ignore' });
  const stop = () => {
    child.kill();
    remove();
  };
  if (child.pid !== undefined && (await answers(child, address))) {
    return { name: `moto ${version}`, address, process: child.pid, stop };
  }
  stop();
  return 'no moto: its server did not start';
}

async function answers(child: ChildProcess, address: string): Promise<boolean> {
  for (let attempt = 0; attempt < 120 && child.exitCode === null; attempt += 1) {
    const response = await fetch(`${address}/moto-api/data.json`).catch(() => undefined);
    if (response?.ok === true) return true;
    await sleep(250);
  }
  return false;
}

/** moto cannot be told to take any port and to say which. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
