import { createServer, type IncomingHttpHeaders, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What happens to one request between client and server. */
export type Spoiling =
  /** The connection is cut, and the server never sees the request. */
  | { readonly kind: 'cut before' }
  /** The server has done it, and the connection is cut before its answer comes. */
  | { readonly kind: 'cut after' }
  /** The server has done it, and the connection is cut in the middle of its answer. */
  | { readonly kind: 'cut within' }
  /** The server has done it, and no answer comes for ever. */
  | { readonly kind: 'silence' }
  /** Another answer than the server's, which has done it or not. */
  | {
      readonly kind: 'answer';
      readonly done: boolean;
      readonly status: number;
      readonly body: string;
      readonly headers?: Readonly<Record<string, string>>;
    };

export interface PassedRequest {
  /** `CreateResource`, as AWS's protocols name it in a header or in a form. */
  readonly operation: string;
  readonly body: string;
  /** Whether the server got it. */
  readonly arrived: boolean;
}

export interface SpoilingProxy {
  readonly url: string;
  /** All requests that came, in their order. */
  readonly requests: readonly PassedRequest[];
  /** What happens to a request, by its operation and how many of it came before; nothing where it answers undefined. */
  spoil(choose: (operation: string, before: number) => Spoiling | undefined): void;
  /** How many requests of an operation the server got since `spoil`. */
  arrived(operation: string): number;
  close(): Promise<void>;
}

/** Stands between a client and a server of AWS's protocols, and spoils what it is told to. */
export async function startSpoilingProxy(target: string): Promise<SpoilingProxy> {
  let requests: PassedRequest[] = [];
  let choose: (operation: string, before: number) => Spoiling | undefined = () => undefined;

  const server = createServer((incoming, outgoing) => {
    void bodyOf(incoming).then(async (body) => {
      const operation = operationOf(incoming, body);
      const before = requests.filter((one) => one.operation === operation).length;
      const spoiling = choose(operation, before);
      const arrived = spoiling?.kind !== 'cut before' && !(spoiling?.kind === 'answer' && !spoiling.done);
      requests.push({ operation, body: body.toString('utf8'), arrived });
      const answer = arrived ? await passOn(target, incoming, body) : undefined;
      reply(spoiling, answer, outgoing);
    });
  });
  // The client decides how long connections are kept.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get requests() {
      return requests;
    },
    spoil(next) {
      requests = [];
      choose = next;
    },
    arrived: (operation) => requests.filter((one) => one.operation === operation && one.arrived).length,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

function reply(spoiling: Spoiling | undefined, answer: Answered | undefined, outgoing: ServerResponse): void {
  switch (spoiling?.kind) {
    case 'cut before':
    case 'cut after':
      outgoing.socket?.destroy();
      return;
    case 'silence':
      return;
    case 'answer':
      outgoing.writeHead(spoiling.status, { 'content-type': 'text/html', ...spoiling.headers }).end(spoiling.body);
      return;
    case 'cut within':
      outgoing.writeHead(answer?.status ?? 200, { ...answer?.headers, 'content-length': '1000000' });
      outgoing.write(answer?.body.subarray(0, 10) ?? '', () => outgoing.socket?.destroy());
      return;
    default:
      outgoing.writeHead(answer?.status ?? 500, answer?.headers).end(answer?.body);
  }
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function operationOf({ headers, method, url }: IncomingMessage, body: Buffer): string {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') return target.split('.').at(-1) ?? '';
  return /(?:^|&)Action=(\w+)/.exec(body.toString('utf8'))?.[1] ?? `${method} ${url}`;
}

function passOn(target: string, { method, url, headers }: IncomingMessage, body: Buffer): Promise<Answered> {
  return new Promise((resolve, reject) => {
    // Signed for the host that the client was told: the signature holds for that name alone.
    const passed = request(`${target}${url}`, { method, headers, agent: false }, (message) => {
      bodyOf(message).then(
        (whole) => resolve({ status: message.statusCode ?? 500, headers: message.headers, body: whole }),
        reject,
      );
    });
    passed.on('error', reject);
    passed.end(body);
  });
}
