import { connect } from 'node:net';

/** What came back on a connection of its own, until the server closed it; rejects after `milliseconds`. */
export function exchange(
  port: number,
  pieces: readonly (string | Uint8Array)[],
  { milliseconds = 10_000, halfClose = true } = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, '127.0.0.1');
    const timer = setTimeout(() => {
      socket.destroy();
      reject(new Error(`no end after ${milliseconds} ms; so far: ${Buffer.concat(chunks).toString('latin1')}`));
    }, milliseconds);
    const done = () => {
      clearTimeout(timer);
      resolve(Buffer.concat(chunks).toString());
    };
    socket.on('data', (chunk) => chunks.push(chunk));
    // Being cut off is an answer too.
    socket.on('error', done);
    socket.on('close', done);
    socket.on('connect', () => {
      for (const piece of pieces) socket.write(piece);
      if (halfClose) socket.end();
    });
  });
}

/** The status of an answer; 0 where there is none. */
export function statusOf(answer: string): number {
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
}
