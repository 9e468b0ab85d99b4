import { setImmediate as turn } from 'node:timers/promises';
import { stoppable } from '../providers/abort.ts';

const notYet = Symbol('not yet');

/**
 * The rows of pages, those of several together that are there at the same time: to load and to read each by itself costs more
 * than its rows. Nobody waits for a page that has not come, and who reads no further stops the one that is on its way.
 * `mostRows`: so many rows are enough together.
 */
export async function* inBursts<Row>(
  read: (signal: AbortSignal) => AsyncIterable<readonly Row[]>,
  mostRows: number,
  outer?: AbortSignal,
): AsyncGenerator<readonly Row[], void, undefined> {
  const { signal, stop } = stoppable(outer);
  const source = read(signal)[Symbol.asyncIterator]();
  let following: Promise<IteratorResult<readonly Row[]>> | undefined;
  const next = () => {
    following ??= source.next();
    return following;
  };
  // A failure is told when its turn comes.
  const ready = () => next().catch(() => notYet);
  // The first rows are waited for: they go alone.
  let most = 0;
  try {
    for (; ; most = mostRows) {
      const first = await next();
      following = undefined;
      if (first.done === true) return;
      const pages = [first.value];
      let count = first.value.length;
      while (count < most) {
        // What has come while others were loaded is there after one turn.
        const page = await Promise.race([ready(), turn(notYet)]);
        if (typeof page === 'symbol' || page.done === true) break;
        following = undefined;
        pages.push(page.value);
        count += page.value.length;
      }
      yield pages.length === 1 ? first.value : pages.flat();
    }
  } finally {
    stop();
    await source.return?.();
  }
}
