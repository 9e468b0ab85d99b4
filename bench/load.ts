import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';

export interface LoadMeasure {
  readonly perSecond: number;
  /** For each second that the server's process was running on a core; undefined where the system does not tell. */
  readonly perProcessorSecond: number | undefined;
  /** From the first byte sent to the last one received: the median. */
  readonly medianMilliseconds: number;
}

export interface LoadOptions {
  /** Requests under way at once. */
  readonly connections?: number;
  readonly seconds?: number;
  /** The server's process. */
  readonly process?: number;
}

const warmUpProcessorSeconds = 3;
const mostWarmUpRounds = 8;

/**
 * Sends the same bytes again and again on connections that stay open, as far as the server lets them. It does as little
 * as it can with the answers, so that the server is what is measured. Throws at the first that is not 200.
 */
export async function measureLoad(
  address: string,
  request: Buffer,
  { connections = 8, seconds = 3, process }: LoadOptions = {},
): Promise<LoadMeasure> {
  const { hostname, port } = new URL(address);
  const times: number[] = [];
  const run = async (until: number, isCounted: boolean) => {
    let socket: Socket | undefined;
    while (performance.now() < until) {
      const start = performance.now();
      if (socket === undefined) {
        socket = connect({ host: hostname, port: Number(port), noDelay: true });
        await once(socket, 'connect');
      }
      const isOpen = await exchange(socket, request);
      if (isCounted) times.push(performance.now() - start);
      if (!isOpen) {
        socket.destroy();
        socket = undefined;
      }
    }
    socket?.destroy();
  };
  const all = (duration: number, isCounted: boolean) => {
    const until = performance.now() + duration * 1000;
    return Promise.all(Array.from({ length: connections }, () => run(until, isCounted)));
  };
  // What the server compiles while it warms up is part of no measure; on a busy machine that takes longer.
  const cold = processorSeconds(process) ?? Number.NEGATIVE_INFINITY;
  for (let round = 0; round < mostWarmUpRounds; round += 1) {
    await all(1, false);
    if ((processorSeconds(process) ?? 0) - cold >= warmUpProcessorSeconds) break;
  }
  const before = processorSeconds(process);
  const start = performance.now();
  await all(seconds, true);
  const elapsed = (performance.now() - start) / 1000;
  const after = processorSeconds(process);
  const sorted = times.toSorted((left, right) => left - right);
  return {
    perSecond: times.length / elapsed,
    perProcessorSecond: before === undefined || after === undefined ? undefined : times.length / (after - before),
    medianMilliseconds: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN,
  };
}

/** Sends one request and reads its answer; whether the connection can be used again. */
function exchange(socket: Socket, request: Buffer): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    let expected: number | undefined;
    let keeps = true;
    let head: string | undefined;
    const finish = (settle: () => void) => {
      socket.off('data', take);
      socket.off('error', fail);
      socket.off('close', end);
      settle();
    };
    const fail = (error: Error) => finish(() => reject(error));
    const end = () => {
      const isWhole = head !== undefined && (expected === undefined || length >= expected);
      finish(() =>
        isWhole ? resolve(false) : reject(new Error('The server closed the connection without an answer.')),
      );
    };
    const take = (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (head === undefined) {
        const read = Buffer.concat(chunks).toString('latin1');
        const headEnd = read.indexOf('\r\n\r\n');
        if (headEnd === -1) return;
        head = read.slice(0, headEnd).toLowerCase();
        if (!/^http\/1\.[01] 200/.test(head)) return fail(new Error(`The server answered ${read.slice(0, 800)}`));
        keeps = head.startsWith('http/1.1') && !/\r\nconnection: *close/.test(head);
        const contentLength = /\r\ncontent-length: *(\d+)/.exec(head)?.[1];
        if (contentLength !== undefined) expected = headEnd + 4 + Number(contentLength);
        else if (keeps) return fail(new Error('The answer does not tell its length.'));
      }
      if (expected !== undefined && length >= expected) finish(() => resolve(keeps));
    };
    socket.on('data', take);
    socket.on('error', fail);
    socket.on('close', end);
    socket.write(request);
  });
}

/** What a process has used of the machine's cores so far: /proc counts it in hundredths of a second. */
export function processorSeconds(process: number | undefined): number | undefined {
  if (process === undefined) return undefined;
  try {
    const afterName = readFileSync(`/proc/${process}/stat`, 'utf8').split(') ').at(-1) ?? '';
    const fields = afterName.split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return undefined;
  }
}

/** Bytes of memory that a process holds now; undefined where the system does not tell. */
export function residentMegabytes(process: number): number | undefined {
  try {
    const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${process}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
  } catch {
    return undefined;
  }
}
