import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';

export interface BenchServer {
  /** What the program printed first: `http://127.0.0.1:4566`. */
  readonly address: string;
  readonly process: number;
  stop(): void;
}

/** Starts a server as a process of its own, by what Node is to run, and waits until it tells its address. */
export async function startServer(args: readonly string[]): Promise<BenchServer> {
  const child: ChildProcessByStdio<null, Readable, null> = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (data: Buffer) => resolve(data.toString().trim()));
    child.once('exit', (code) => reject(new Error(`${args.join(' ')} ended with ${code}.`)));
  });
  return { address, process: child.pid ?? 0, stop: () => child.kill() };
}
