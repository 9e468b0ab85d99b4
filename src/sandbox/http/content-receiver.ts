import { createHash } from 'node:crypto';
import { ContentCollector } from '../kit/content-collector.ts';
import type { UploadReceiver } from './upload.ts';

/** Takes in a body of which every byte is content. */
export function contentReceiver(limit: number): UploadReceiver {
  const collector = new ContentCollector();
  const hash = createHash('sha256');
  return {
    limit,
    add(bytes) {
      hash.update(bytes);
      collector.add(bytes);
    },
    end: () => ({ content: collector.end(), hash: hash.digest('hex') }),
  };
}
