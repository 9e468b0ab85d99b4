import type { IncomingMessage } from 'node:http';
import { statePath } from './control-routes.ts';
import type { SandboxRequest } from './sandbox-request.ts';

const mebibyte = 1_024 * 1_024;

/** Bytes that a request's body may have: more than any of the services takes. */
const bodyLimit = 20 * mebibyte;

/** A snapshot is as large as the state is, and is made whole in memory. */
const stateLimit = 2_000 * mebibyte;

/** How much of a body beyond its limit is still read, so that the client hears of it. */
const drainLimit = 60 * mebibyte;

/** A request with its body. Rejects when the connection ends before the body does. */
export function readRequest(incoming: IncomingMessage): Promise<SandboxRequest> {
  const head = requestHead(incoming);
  const limit = head.rawPath === statePath ? stateLimit : bodyLimit;
  return new Promise((resolve, reject) => {
    let chunks: Uint8Array[] = [];
    let length = 0;
    incoming.on('data', (chunk: Uint8Array) => {
      length += chunk.length;
      if (length <= limit) chunks.push(chunk);
      else chunks = [];
      if (length > limit + drainLimit) incoming.destroy(new Error('request body too large'));
    });
    incoming.on('error', reject);
    incoming.on('close', () => {
      if (!incoming.complete) reject(new Error('the connection ended before the request did'));
    });
    incoming.on('end', () => resolve({ ...head, body: Buffer.concat(chunks), bodyTooLarge: length > limit }));
  });
}

function requestHead(incoming: IncomingMessage): Omit<SandboxRequest, 'body'> {
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
