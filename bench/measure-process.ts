import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface ProcessMeasure {
  /** From the start of the process to the first byte of its output; to its end when it prints none. */
  readonly firstByteMilliseconds: number;
  /** From its start to its end. */
  readonly milliseconds: number;
  readonly peakMegabytes: number;
  /** Of all its threads. */
  readonly processorMilliseconds: number;
  /** What it printed; empty where that is only counted. */
  readonly output: string;
  readonly lines: number;
}

const lineEnd = 10;
const reportMemory = fileURLToPath(new URL('report-memory.mjs', import.meta.url));

/**
 * Runs a program as a whole process; `lines` counts what it prints, `memory` measures its peak and its processor time, for which a
 * module is loaded before it, and `counted` does both. Throws when it fails.
 */
export function measureProcess(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  watched: 'time' | 'lines' | 'memory' | 'counted' = 'time',
): Promise<ProcessMeasure> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    let first: number | undefined;
    let said = '';
    let output = '';
    let lines = 0;
    const all = ['memory', 'counted'].includes(watched) ? ['--import', reportMemory, ...args] : args;
    const child = spawn(process.execPath, all, {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.on('data', (data: Buffer) => {
      first ??= performance.now() - start;
      for (const byte of data) if (byte === lineEnd) lines += 1;
      if (!['lines', 'counted'].includes(watched)) output += data.toString();
    });
    child.stderr.on('data', (data: Buffer) => {
      said += data.toString();
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code !== 0) return reject(new Error(`${args.join(' ')} ended with ${code}: ${said}`));
      resolve({
        firstByteMilliseconds: first ?? performance.now() - start,
        milliseconds: performance.now() - start,
        peakMegabytes: Number(/peak-memory ([\d.]+)/.exec(said)?.[1] ?? 0),
        processorMilliseconds: Number(/ processor ([\d.]+)/.exec(said)?.[1] ?? 0),
        output,
        lines,
      });
    });
  });
}
