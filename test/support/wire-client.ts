import { type IncomingMessage, request as send } from 'node:http';
import { loadServiceModel } from '../../src/aws/model-store.ts';
import { formatQueryString } from '../../src/aws/protocols/percent-encoding.ts';
import type { DecodedError, HttpRequest, HttpResponse } from '../../src/aws/protocols/protocol.ts';
import { protocolFor } from '../../src/aws/protocols/protocol-for.ts';
import type { WireStructure } from '../../src/aws/service-model.ts';
import { signRequest } from '../../src/aws/signing/sign-request.ts';

/** A client of one service, made of nothing but its model and a signature. */
export interface WireClient {
  /** Rejects with the decoded error. */
  call(operation: string, input?: WireStructure): Promise<WireStructure>;
  encode(operation: string, input?: WireStructure): HttpRequest;
  /** Signs and sends a request as it is. */
  send(request: HttpRequest): Promise<HttpResponse>;
}

export interface WireClientOptions {
  readonly url: string;
  readonly region?: string;
  readonly accessKeyId?: string;
  /** What the Host header says, where that is not the address. */
  readonly host?: string;
}

export async function wireClient(service: string, options: WireClientOptions): Promise<WireClient> {
  const { url, region = 'us-east-1', accessKeyId = '123456789012' } = options;
  const host = options.host ?? new URL(url).host;
  const model = await loadServiceModel(service);
  const protocol = protocolFor(model);
  const signed = (request: HttpRequest) =>
    signRequest({
      request,
      host,
      credentials: { accessKeyId, secretAccessKey: 'test' },
      region,
      service: model.metadata.signingName ?? model.metadata.endpointPrefix,
      now: Date.now(),
    });
  const client: WireClient = {
    encode: (operation, input = {}) => protocol.encodeRequest(model, operation, input),
    send: (request) => sendRaw(url, { ...request, headers: { ...signed(request), host } }),
    async call(operation, input = {}) {
      const response = await client.send(client.encode(operation, input));
      if (response.status < 300) return protocol.decodeResponse(model, operation, response);
      const error: DecodedError = protocol.decodeError(model, operation, response);
      throw Object.assign(new Error(error.message), error);
    },
  };
  return client;
}

/** Sends a request as it is, signed or not. */
export async function sendRaw(url: string, request: HttpRequest): Promise<HttpResponse> {
  const { method, path, query, headers, body } = request;
  const search = query.length === 0 ? '' : `?${formatQueryString(query)}`;
  const incoming = await new Promise<IncomingMessage>((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const outgoing = send({ hostname, port, method, path: path + search, headers }, resolve);
    outgoing.on('error', reject);
    outgoing.end(body);
  });
  const chunks: Uint8Array[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return {
    status: incoming.statusCode ?? 0,
    headers: Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])),
    body: Buffer.concat(chunks),
  };
}
