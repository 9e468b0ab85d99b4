import type { HttpRequest } from '../../../../aws/protocols/protocol.ts';
import { badRequest, s3Fault } from '../faults.ts';

/**
 * Whether a body came in chunks of AWS's own (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html): what the
 * signature is over says so. The encoding's name alone, which clients need not sign, does not.
 */
export function isChunked({ headers }: HttpRequest): boolean {
  return headers['x-amz-content-sha256']?.startsWith('STREAMING-') === true;
}

/** The request with its body put together, and the checksums that came behind it among its headers. */
export function decodeChunked(request: HttpRequest): HttpRequest {
  const bytes = Buffer.from(request.body);
  const chunks: Uint8Array[] = [];
  let position = 0;
  for (;;) {
    const head = lineAt(bytes, position);
    const size = /^[0-9a-fA-F]{1,8}(?=;|$)/.exec(head.text)?.[0];
    if (size === undefined) throw malformed();
    const length = Number.parseInt(size, 16);
    position = head.next;
    if (length === 0) break;
    if (
      bytes.length < position + length + 2 ||
      bytes.toString('latin1', position + length, position + length + 2) !== '\r\n'
    ) {
      throw s3Fault('IncompleteBody');
    }
    chunks.push(bytes.subarray(position, position + length));
    position += length + 2;
  }
  const body = Buffer.concat(chunks);
  const expected = request.headers['x-amz-decoded-content-length'];
  if (expected !== undefined && Number(expected) !== body.length) throw s3Fault('IncompleteBody');
  return { ...request, body, headers: { ...withoutChunking(request.headers), ...trailers(bytes, position) } };
}

function lineAt(bytes: Buffer, position: number): { readonly text: string; readonly next: number } {
  const end = bytes.indexOf('\r\n', position);
  if (end === -1) throw s3Fault('IncompleteBody');
  return { text: bytes.toString('latin1', position, end), next: end + 2 };
}

/** Only checksums are taken: nothing else of a request may come behind its body. */
function trailers(bytes: Buffer, position: number): Record<string, string> {
  const found: Record<string, string> = {};
  for (const line of bytes.toString('latin1', position).split(/\r?\n/)) {
    const [, name = '', value = ''] = /^(x-amz-checksum-[a-z0-9]+)\s*:\s*(\S+)\s*$/i.exec(line) ?? [];
    if (name !== '') found[name.toLowerCase()] = value;
  }
  return found;
}

function withoutChunking(headers: Readonly<Record<string, string>>): Record<string, string> {
  const { 'content-encoding': _, ...others } = headers;
  const rest = encodings(headers).filter((encoding) => encoding !== 'aws-chunked');
  return rest.length === 0 ? others : { ...others, 'content-encoding': rest.join(',') };
}

function encodings(headers: Readonly<Record<string, string>>): readonly string[] {
  return (headers['content-encoding'] ?? '')
    .split(',')
    .map((encoding) => encoding.trim())
    .filter((encoding) => encoding !== '');
}

function malformed() {
  return badRequest('InvalidRequest', 'The body of the request is not in the aws-chunked encoding.');
}
