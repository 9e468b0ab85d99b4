import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loadServiceModelSync } from '../../src/aws/model-store.ts';
import { parseQueryString } from '../../src/aws/protocols/percent-encoding.ts';
import { protocolFor } from '../../src/aws/protocols/protocol-for.ts';

/** An endpoint of all AWS services behind which there is nothing: lists are empty, and what is asked for is not found. */
export interface EmptyAccount {
  readonly url: string;
  close(): Promise<void>;
}

/** `{}` in CBOR. */
const emptyMap = Buffer.from([0xa0]);
const xmlServices = ['s3', 's3express', 's3-outposts', 'route53', 'cloudfront'];

export async function startEmptyAccount(): Promise<EmptyAccount> {
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('latin1');
    request.on('data', (text: string) => {
      body += text;
    });
    request.on('end', () => {
      const target = String(request.headers['x-amz-target'] ?? '');
      const signed = /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(request.headers.authorization ?? '')?.[1] ?? '';
      const sent = String(request.headers['content-type'] ?? '');
      if (target === 'CloudApiService.GetResource') {
        response.writeHead(400, { 'Content-Type': 'application/x-amz-json-1.0' });
        response.end('{"__type":"com.amazonaws.cloudcontrol#ResourceNotFoundException","Message":"Nothing is here."}');
      } else if (sent.includes('cbor')) {
        response.writeHead(200, { 'Content-Type': 'application/cbor', 'Smithy-Protocol': 'rpc-v2-cbor' });
        response.end(emptyMap);
      } else if (sent.includes('x-www-form-urlencoded')) {
        const action = /(?:^|&)Action=(\w+)/.exec(body)?.[1] ?? '';
        response.writeHead(200, { 'Content-Type': 'text/xml' });
        response.end(`<${action}Response><${action}Result/></${action}Response>`);
      } else if (xmlServices.includes(signed)) {
        const [path = '', search = ''] = (request.url ?? '').split('?');
        const query = parseQueryString(search);
        const asked = { method: request.method ?? '', path, query, headers: {}, body };
        // S3's control plane signs as S3 does, and has the date of its model in its paths.
        const ofS3 = path.startsWith('/v20180820/') ? 's3control' : 's3';
        const model = loadServiceModelSync(signed.startsWith('s3') ? ofS3 : signed);
        const operation = protocolFor(model).matchOperation(model, asked) ?? '';
        const output = model.shapes[model.operations[operation]?.output?.shape ?? ''];
        const { payload } = output ?? {};
        const isStructure =
          payload !== undefined && model.shapes[output?.members?.[payload]?.shape ?? '']?.type === 'structure';
        const answer = isStructure ? { [payload]: {} } : {};
        const empty = protocolFor(model).encodeResponse(model, operation, answer, 'id');
        response.writeHead(empty.status, empty.headers);
        response.end(empty.body);
      } else {
        response.writeHead(200, { 'Content-Type': 'application/json' });
        response.end(target === 'CloudApiService.ListResources' ? '{"ResourceDescriptions":[]}' : '{}');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
