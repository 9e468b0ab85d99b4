import { loadServiceModel } from '../src/aws/model-store.ts';
import type { HttpRequest } from '../src/aws/protocols/protocol.ts';
import { protocolFor } from '../src/aws/protocols/protocol-for.ts';
import type { WireStructure } from '../src/aws/service-model.ts';
import { signRequest } from '../src/aws/signing/sign-request.ts';

/** An operation to be asked for. */
export interface Asked {
  readonly service: string;
  readonly operation: string;
  readonly input?: WireStructure;
  /** `us-east-1` unless given. */
  readonly region?: string;
}

interface Signed extends HttpRequest {
  readonly headers: Readonly<Record<string, string>>;
}

async function signed(endpoint: string, account: string, asked: Asked): Promise<Signed> {
  const { service, operation, input = {}, region = 'us-east-1' } = asked;
  const model = await loadServiceModel(service);
  const request = protocolFor(model).encodeRequest(model, operation, input);
  const headers = signRequest({
    request,
    host: new URL(endpoint).host,
    credentials: { accessKeyId: account, secretAccessKey: 'test' },
    region,
    service: model.metadata.signingName ?? model.metadata.endpointPrefix,
    now: Date.now(),
  });
  return { ...request, headers };
}

/** A request as it goes over the wire. A signature is good for fifteen minutes. */
export async function requestBytes(endpoint: string, account: string, asked: Asked): Promise<Buffer> {
  const { method, path, query, headers, body } = await signed(endpoint, account, asked);
  const bytes = Buffer.from(body);
  const search = query.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
  const lines = [
    `${method} ${path}${search === '' ? '' : `?${search}`} HTTP/1.1`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    `content-length: ${bytes.length}`,
    '',
    '',
  ];
  return Buffer.concat([Buffer.from(lines.join('\r\n')), bytes]);
}

/** Asks once, and answers what came. Throws what the service refuses with. */
export async function askOnce(endpoint: string, account: string, asked: Asked): Promise<WireStructure> {
  const model = await loadServiceModel(asked.service);
  const { method, path, query, headers, body } = await signed(endpoint, account, asked);
  const search = new URLSearchParams(query.map(([name, value]): [string, string] => [name, value])).toString();
  const { host: _, ...sent } = headers;
  const response = await fetch(`${endpoint}${path}${search === '' ? '' : `?${search}`}`, {
    method,
    headers: sent,
    ...(method !== 'GET' && method !== 'HEAD' && { body: typeof body === 'string' ? body : Buffer.from(body) }),
  });
  const answer = {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: new Uint8Array(await response.arrayBuffer()),
  };
  const protocol = protocolFor(model);
  if (answer.status < 300) return protocol.decodeResponse(model, asked.operation, answer);
  const { code, message } = protocol.decodeError(model, asked.operation, answer);
  throw new Error(`${asked.operation} at ${endpoint}: ${code}: ${message}`);
}
