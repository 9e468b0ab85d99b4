import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from '../../src/session/connect.ts';
import type { Database } from '../../src/session/database.ts';

/** What is answered to a request. */
export interface FakeAnswer {
  readonly status?: number;
  readonly type?: string;
  /** Text as it is, anything else as JSON. */
  readonly body: unknown;
  /** The connection is cut after so many bytes of the body. */
  readonly cutAfter?: number;
}

export interface FakeRequest {
  /** What `X-Amz-Target` or `Action` names; of REST method and path: `GET /v2/apis`. */
  readonly operation: string;
  readonly body: string;
  readonly region: string;
}

export interface FakeAws {
  readonly db: Database;
  /** The operations that were asked for since it was looked at last. */
  asked(): readonly string[];
  close(): Promise<void>;
}

/** An AWS that answers what a test says, and a session that is connected to it. */
export async function startFakeAws(answer: (request: FakeRequest) => FakeAnswer): Promise<FakeAws> {
  let asked: string[] = [];
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/_skyql/') === true) {
      response.writeHead(404).end();
      return;
    }
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (text: string) => {
      body += text;
    });
    request.on('end', () => {
      const operation = operationOf(request, body);
      const region = /Credential=[^/]+\/\d+\/([^/]+)\//.exec(request.headers.authorization ?? '')?.[1] ?? '';
      asked.push(operation);
      const { status = 200, type = 'application/json', body: told, cutAfter } = answer({ operation, body, region });
      const bytes = Buffer.from(typeof told === 'string' ? told : JSON.stringify(told));
      response.writeHead(status, { 'content-type': type, 'content-length': bytes.length });
      if (cutAfter === undefined) response.end(bytes);
      else response.write(bytes.subarray(0, cutAfter), () => response.destroy());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const db = await connect({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    connections: [{ name: 'main', credentials: { accessKeyId: '123456789012', secretAccessKey: 'test' } }],
  });
  return {
    db,
    asked() {
      const told = asked;
      asked = [];
      return told;
    },
    async close() {
      await db.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

function operationOf(request: IncomingMessage, body: string): string {
  const target = request.headers['x-amz-target'];
  if (typeof target === 'string') return target.split('.').at(-1) ?? '';
  const action = /(?:^|&)Action=(\w+)/.exec(body)?.[1];
  return action ?? `${request.method} ${request.url?.split('?')[0]}`;
}
