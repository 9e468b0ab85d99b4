import type { Place, SandboxState } from '../service.ts';
import { type ImageRecord, imagesTable } from '../services/ec2/images/image-record.ts';

/** Of the available images whose names begin so, the one that was made last. */
export function latestImage(state: SandboxState, place: Place, prefix: string): ImageRecord['image'] | undefined {
  return [...state.table<ImageRecord>(place, imagesTable).values()]
    .map(({ image }) => image)
    .filter(({ Name, State }) => Name.startsWith(prefix) && State === 'available')
    .toSorted((left, right) => (left.CreationDate < right.CreationDate ? 1 : -1))[0];
}
