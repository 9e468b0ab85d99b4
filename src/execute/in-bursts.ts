import { stoppable } from '../providers/abort.ts';

const notYet = Symbol('not yet');

/** How long a page may wait for others: nobody sees it, and the pages of several regions come together. */
const longestWaitMilliseconds = 40;

/**
 * The rows of pages, those of several together that come within a moment: to load and to read each by itself costs more
 * than its rows. The first rows and the last wait for no others, and who reads no further stops the page that is on its way.
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
      const moment = most === 0 ? undefined : passing(longestWaitMilliseconds);
      while (moment !== undefined && count < most) {
        const page = await Promise.race([ready(), moment.over]);
        if (typeof page === 'symbol' || page.done === true) break;
        following = undefined;
        pages.push(page.value);
        count += page.value.length;
      }
      moment?.end();
      yield pages.length === 1 ? first.value : pages.flat();
    }
  } finally {
    stop();
    await source.return?.();
  }
}

/** A moment that passes, or that is ended before. */
function passing(milliseconds: number): { readonly over: Promise<typeof notYet>; end(): void } {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<typeof notYet>((resolve) => {
    timer = setTimeout(resolve, milliseconds, notYet);
  });
  return { over, end: () => clearTimeout(timer) };
}
