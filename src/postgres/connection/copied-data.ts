import { onAbort } from '../../data/on-abort.ts';
import { PostgresError } from '../errors/postgres-error.ts';
import { readClientMessage } from '../wire/client-message.ts';
import type { Frame } from '../wire/message-frames.ts';
import type { Backend } from './backend.ts';

/** What a client sends of a COPY, up to its end. Throws 57014 where it gives up, and whatever stops the statement. */
export async function* copiedData({ channel }: Backend, signal: AbortSignal): AsyncGenerator<Buffer> {
  // One listener for all of the messages, of which there may be one a row.
  let stopWaiting: (reason: unknown) => void = () => undefined;
  const takeBack = onAbort(signal, () => stopWaiting(signal.reason));
  try {
    for (;;) {
      signal.throwIfAborted();
      const frame = await new Promise<Frame | undefined>((resolve, reject) => {
        stopWaiting = reject;
        channel.receive('lettered').then(resolve, reject);
      });
      if (frame === undefined) throw new PostgresError('08006', 'The client has gone.', { fatal: true });
      const message = readClientMessage(frame);
      switch (message.kind) {
        case 'copy-data':
          yield message.data;
          break;
        case 'copy-done':
          return;
        case 'copy-fail':
          throw new PostgresError('57014', `COPY from stdin failed: ${message.reason}`);
        case 'flush':
        case 'sync':
          // A client that sends them with what it asked for sends Sync once more behind its data.
          break;
        default:
          throw new PostgresError('08P01', 'A message came that is none of COPY.', { fatal: true });
      }
    }
  } finally {
    takeBack();
  }
}
