import type { Clock } from '../../../service.ts';
import { scanMilliseconds } from '../assumptions.ts';
import type { ImageRecord } from '../records.ts';

/** How an image's last scan stands; undefined where there was none. */
export function scanStatus(
  image: ImageRecord,
  clock: Clock,
): { readonly status: string; readonly description: string } | undefined {
  if (image.scanned === undefined) return undefined;
  return clock.progress(image.scanned, scanMilliseconds) < 1
    ? { status: 'IN_PROGRESS', description: 'The scan is in progress.' }
    : { status: 'COMPLETE', description: 'The scan was completed successfully.' };
}
