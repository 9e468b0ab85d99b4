import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseQueryString } from '../../src/aws/protocols/percent-encoding.ts';
import type { HttpRequest, HttpResponse } from '../../src/aws/protocols/protocol.ts';
import { type Verification, verifyRequest } from '../../src/aws/signing/verify-request.ts';

export interface ReceivedRequest extends HttpRequest {
  readonly verification: Verification;
}

export interface WireServer {
  readonly url: string;
  readonly received: readonly ReceivedRequest[];
  /** What the next request is answered with. */
  answerWith(response: HttpResponse): void;
  close(): Promise<void>;
}

export const testCredentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'a-secret' };

/** A server that takes down what AWS's own clients send, and answers them what it is told to. */
export async function startWireServer(): Promise<WireServer> {
  const received: ReceivedRequest[] = [];
  let next: HttpResponse | undefined;
  const server = createServer((incoming, outgoing) => {
    const chunks: Uint8Array[] = [];
    incoming.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    incoming.on('end', () => {
      const [path = '/', rawQuery = ''] = (incoming.url ?? '/').split('?');
      const headers = Object.fromEntries(
        Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
      );
      const body = Buffer.concat(chunks);
      const method = incoming.method ?? 'GET';
      const verification = verifyRequest({
        method,
        rawPath: path,
        rawQuery,
        headers,
        body,
        now: Date.now(),
        secretFor: (id) =>
          id === testCredentials.accessKeyId ? { secret: testCredentials.secretAccessKey } : undefined,
      });
      received.push({ method, path, query: parseQueryString(rawQuery), headers, body, verification });
      outgoing.writeHead(next?.status ?? 500, next?.headers);
      outgoing.end(next?.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    answerWith(response) {
      next = response;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
