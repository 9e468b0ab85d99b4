import type { AddedStep } from '../../../http/step.ts';
import { readS3Request } from './read-s3-request.ts';

/** HTTP has more forms than S3's model knows: the bucket may be in the host, and the body in chunks. */
export const readRequestStep: AddedStep = {
  before: 'match operation',
  step: {
    name: 'read S3 request',
    run(exchange) {
      // A body that was too long has been dropped: there is nothing to put together.
      if (exchange.request.bodyTooLarge !== true) exchange.http = readS3Request(exchange.http);
    },
  },
};
