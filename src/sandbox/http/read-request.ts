import type { IncomingMessage } from 'node:http';
import { wholeOf } from '../kit/content.ts';
import { ContentCollector } from '../kit/content-collector.ts';
import { contentReceiver } from './content-receiver.ts';
import { isOwnPath, statePath } from './control-routes.ts';
import type { Room } from './room.ts';
import type { SandboxRequest } from './sandbox-request.ts';
import type { RequestHead, UploadReceiver } from './upload.ts';

const mebibyte = 1_024 * 1_024;

/** Bytes of a body that is read whole: more than any of the services takes in one call. */
const callLimit = 8 * mebibyte;

/** A browser's form holds a file among its fields. */
const formLimit = 20 * mebibyte;

/** A snapshot is as large as the state is, which is in memory. */
const stateLimit = 2_000 * mebibyte;

/** How much of a body beyond its limit is still read, so that the client hears of it. */
const drainLimit = 1_024 * mebibyte;

/** Bodies up to here need no room kept for them. */
const small = mebibyte;

export interface ReceivedRequest {
  readonly request: SandboxRequest;
  /** To be called when nothing holds the body any more but what the request has changed. */
  readonly release: () => void;
}

/**
 * A request with its body. A large one is read when there is room for it: those that come beside many others wait. Rejects when
 * the connection ends before the body does.
 */
export async function readRequest(
  incoming: IncomingMessage,
  receive: (head: RequestHead) => UploadReceiver | undefined,
  room: Room,
): Promise<ReceivedRequest> {
  const head = requestHead(incoming);
  const receiver = receiverOf(head, receive);
  const limit = receiver?.limit ?? limitOf(head);
  const told = Number(head.headers['content-length'] ?? ('transfer-encoding' in head.headers ? limit : 0));
  const release = told > small && told <= limit ? await room.take(told) : () => undefined;
  try {
    return { request: await readBody(incoming, head, limit, receiver), release };
  } catch (error) {
    release();
    throw error;
  }
}

function receiverOf(head: RequestHead, receive: (head: RequestHead) => UploadReceiver | undefined) {
  if (head.rawPath === statePath) return contentReceiver(stateLimit);
  return isOwnPath(head.rawPath) ? undefined : receive(head);
}

function limitOf({ headers }: RequestHead): number {
  return headers['content-type']?.startsWith('multipart/') === true ? formLimit : callLimit;
}

function readBody(
  incoming: IncomingMessage,
  head: RequestHead,
  limit: number,
  receiver: UploadReceiver | undefined,
): Promise<SandboxRequest> {
  const body = new ContentCollector();
  let length = 0;
  return new Promise((resolve, reject) => {
    const end = (): SandboxRequest => {
      const nothing = new Uint8Array();
      if (length > limit) return { ...head, body: nothing, bodyTooLarge: true };
      if (receiver === undefined) return { ...head, body: wholeOf(body.end()) };
      return { ...head, body: nothing, upload: receiver.end() };
    };
    incoming.on('data', (chunk: Uint8Array) => {
      length += chunk.length;
      if (length <= limit) (receiver ?? body).add(chunk);
      else body.clear();
      if (length > limit + drainLimit) incoming.destroy(new Error('request body too large'));
    });
    incoming.on('error', reject);
    incoming.on('close', () => {
      if (!incoming.complete) reject(new Error('the connection ended before the request did'));
    });
    incoming.on('end', () => resolve(end()));
    // Whoever has gone while the body waited for its room sends nothing more.
    if (incoming.destroyed) reject(new Error('the connection ended before the request did'));
  });
}

function requestHead(incoming: IncomingMessage): RequestHead {
  // A client that takes the sandbox for a proxy sends the whole address.
  const target = (incoming.url ?? '/').replace(/^https?:\/\/[^/?#]*/i, '');
  const question = target.indexOf('?');
  const path = question === -1 ? target : target.slice(0, question);
  return {
    method: incoming.method ?? 'GET',
    rawPath: path === '' ? '/' : path,
    rawQuery: question === -1 ? '' : target.slice(question + 1),
    headers: headersOf(incoming),
  };
}

function headersOf({ headers }: IncomingMessage): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const name of Object.keys(headers)) {
    const value = headers[name];
    found[name] = Array.isArray(value) ? value.join(',') : (value ?? '');
  }
  return found;
}
