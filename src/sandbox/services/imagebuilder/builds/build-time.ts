import type { Clock } from '../../../service.ts';
import type { BuildWait, ImageBuild } from '../images/image-record.ts';

/**
 * A build's own time, in milliseconds from its start: it stands still while a workflow step waits for an action. Whether
 * the moment `offset` of it is past.
 */
export function isPast(image: ImageBuild, clock: Pick<Clock, 'progress'>, offset: number): boolean {
  if (image.end) return offset <= image.end.elapsed;
  const stop = firstOpenWait(image)?.offset ?? Number.POSITIVE_INFINITY;
  const waited = waitedBefore(image, stop);
  return offset <= stop && clock.progress(image.start + waited, offset) >= 1;
}

/** When a moment of a build's own time is or was, in milliseconds since 1970: no later than its end, or than now. */
export function timeAt(image: ImageBuild, offset: number, clock: Pick<Clock, 'now' | 'lasting'>): number {
  const raw = image.start + clock.lasting(offset) + waitedBefore(image, offset);
  return Math.max(image.start, Math.min(raw, image.end?.at ?? clock.now()));
}

/** The steps that wait now; more than one when workflows that run side by side come to a wait at the same time. */
export function openWaits(image: ImageBuild, clock: Pick<Clock, 'progress'>): readonly BuildWait[] {
  const first = firstOpenWait(image);
  if (!first || image.end || !isPast(image, clock, first.offset)) return [];
  return image.waits.filter((wait) => !wait.answer && wait.offset === first.offset);
}

/** How much of its own time a running build has behind it, as far as the clock tells. */
export function elapsedOf(image: ImageBuild, clock: Pick<Clock, 'now' | 'lasting'>): number {
  const stop = firstOpenWait(image)?.offset ?? Number.POSITIVE_INFINITY;
  const passed = clock.now() - image.start - waitedBefore(image, stop);
  return Math.max(0, Math.min(stop, passed / (clock.lasting(1) || 1)));
}

function firstOpenWait(image: ImageBuild): BuildWait | undefined {
  const open = image.waits.filter((wait) => !wait.answer);
  return open.reduce<BuildWait | undefined>(
    (first, wait) => (first && first.offset <= wait.offset ? first : wait),
    undefined,
  );
}

/** Waits of one moment run side by side: the longest counts. */
function waitedBefore(image: ImageBuild, offset: number): number {
  const lengths = new Map<number, number>();
  for (const { offset: at, answer } of image.waits)
    if (answer && at < offset) lengths.set(at, Math.max(lengths.get(at) ?? 0, answer.at - answer.began));
  return [...lengths.values()].reduce((sum, length) => sum + length, 0);
}
