import type { ChunkTrail } from '../../../../aws/signing/chunk-reader.ts';
import type { AddedStep } from '../../../http/step.ts';
import { wholeOf } from '../../../kit/content.ts';
import { isChunked, receiveUpload, uploadReceiver, withBucketInPath } from './receive-upload.ts';

/** HTTP has more forms than S3's model knows: the bucket may be in the host, and the body in chunks. */
export const readRequestStep: AddedStep = {
  before: 'match operation',
  step: {
    name: 'read S3 request',
    run(exchange) {
      const { request } = exchange;
      // A body that was too long has been dropped: there is nothing to put together.
      if (request.bodyTooLarge === true) return;
      exchange.http = withBucketInPath(exchange.http);
      const inChunks = isChunked(request.headers);
      const receiver = receiveUpload(request);
      const isUpload = receiver !== undefined;
      if (!isUpload && !inChunks) return;
      // Where nobody has taken it in as it came the whole body is there.
      const { fault, ...upload } =
        request.upload ?? received(receiver ?? uploadReceiver(request.headers), request.body);
      if (fault !== undefined) throw fault;
      exchange.upload = upload;
      const headers = inChunks
        ? { ...withoutChunking(request.headers), ...checksumsIn(upload.trail) }
        : request.headers;
      exchange.http = { ...exchange.http, headers, body: isUpload ? new Uint8Array() : wholeOf(upload.content) };
    },
  },
};

function received(receiver: ReturnType<typeof uploadReceiver>, body: Uint8Array) {
  receiver.add(body);
  return receiver.end();
}

/** Only checksums are taken: nothing else of a request may come behind its body. */
function checksumsIn(trail: ChunkTrail | undefined): Record<string, string> {
  const found: Record<string, string> = {};
  for (const line of trail?.trailer.split(/\r?\n/) ?? []) {
    const [, name = '', value = ''] = /^(x-amz-checksum-[a-z0-9]+)\s*:\s*(\S+)\s*$/i.exec(line) ?? [];
    if (name !== '') found[name.toLowerCase()] = value;
  }
  return found;
}

function withoutChunking(headers: Readonly<Record<string, string>>): Record<string, string> {
  const { 'content-encoding': encoding = '', ...others } = headers;
  const rest = encoding
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '' && each !== 'aws-chunked');
  return rest.length === 0 ? others : { ...others, 'content-encoding': rest.join(',') };
}
