import { PostgresError } from '../errors/postgres-error.ts';
import { reportOf } from '../errors/report-of.ts';
import { type ClientMessage, readClientMessage } from '../wire/client-message.ts';
import type { Frame } from '../wire/message-frames.ts';
import { readyForQuery, report } from '../wire/server-messages.ts';
import type { Backend } from './backend.ts';
import { extendedMessage } from './extended-query.ts';
import { simpleQuery } from './simple-query.ts';

/** Answers what a client asks until it leaves. Throws what ends the connection otherwise. */
export async function converse(backend: Backend): Promise<void> {
  const { channel, transaction } = backend;
  // Nobody waits for the answer of a statement whose client has gone.
  channel.onGone = () => backend.end(new PostgresError('08006', 'The client has gone.', { fatal: true }), true);
  let isSkipping = false;
  const ready = async (): Promise<void> => {
    readyForQuery(channel.out, transaction.status);
    await channel.send();
  };
  await ready();
  for (;;) {
    const frame = await nextFrame(backend);
    const message = frame && readWhole(backend, frame);
    if (message === undefined || message.kind === 'terminate') return;
    if (message.kind === 'unreadable') {
      // A query is answered on its own; of other messages all is skipped up to Sync.
      if (message.isQuery) await ready();
      else isSkipping = true;
    } else if (message.kind === 'sync') {
      isSkipping = false;
      if (transaction.status === 'I') await backend.closePortals(false);
      await ready();
    } else if (!isSkipping) isSkipping = await answer(backend, message, ready);
    if (backend.ending !== undefined) throw backend.ending;
  }
}

/** Answers one message. Whether all up to Sync is skipped after it. */
async function answer(backend: Backend, message: ClientMessage, ready: () => Promise<void>): Promise<boolean> {
  const { channel } = backend;
  switch (message.kind) {
    case 'query':
      await simpleQuery(backend, message.sql);
      if (backend.transaction.status === 'I') await backend.closePortals(false);
      await ready();
      return false;
    case 'parse':
    case 'bind':
    case 'describe':
    case 'execute':
    case 'close':
      return !(await extendedMessage(backend, message));
    case 'flush':
      await channel.send();
      return false;
    case 'function-call':
      backend.transaction.fail();
      report(channel.out, reportOf(new PostgresError('0A000', 'Functions are called by statements.')));
      await ready();
      return false;
    case 'copy-data':
    case 'copy-done':
    case 'copy-fail':
      // What a client sends after its COPY was refused.
      return false;
    default:
      throw new PostgresError('08P01', 'A message came that nobody asked for.', { fatal: true });
  }
}

/** A message whose bytes are right and whose text is none is an error of its own, and ends nothing. */
function readWhole(
  { channel, transaction }: Backend,
  frame: Frame,
): ClientMessage | { readonly kind: 'unreadable'; readonly isQuery: boolean } {
  try {
    return readClientMessage(frame);
  } catch (error) {
    if (!(error instanceof PostgresError) || error.fatal) throw error;
    transaction.fail();
    report(channel.out, reportOf(error));
    return { kind: 'unreadable', isQuery: frame.letter === 'Q'.charCodeAt(0) };
  }
}

/** The next message; undefined when the client has gone. Throws when the connection has to end, or was idle for too long. */
async function nextFrame(backend: Backend): Promise<Frame | undefined> {
  const { channel, settings, transaction } = backend;
  if (backend.ending !== undefined) throw backend.ending;
  const isIdle = transaction.status === 'I';
  const name = isIdle ? 'idle_session_timeout' : 'idle_in_transaction_session_timeout';
  const patience = Number(settings.get(name));
  const idle = () =>
    new PostgresError(
      isIdle ? '57P05' : '25P03',
      `terminating connection due to ${isIdle ? 'idle-session' : 'idle-in-transaction'} timeout`,
      { fatal: true },
    );
  const timer = patience > 0 ? setTimeout(() => backend.end(idle(), false), patience) : undefined;
  try {
    const frame = await Promise.race([
      channel.receive('lettered'),
      new Promise<undefined>((resolve) => {
        backend.onEnding = () => resolve(undefined);
      }),
    ]);
    if (backend.ending !== undefined && !channel.isGone) throw backend.ending;
    return frame;
  } finally {
    clearTimeout(timer);
    backend.onEnding = () => undefined;
  }
}
