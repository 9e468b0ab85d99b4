/** Something that can be read once it is its turn. */
export type Source<Item> = () => AsyncIterable<Item>;

/**
 * Items of several sources as they come, at most `concurrency` sources at a time; sources may themselves come one by one.
 * A source is asked for its next item when its last one is handed over; without `ahead`, for readers that may stop early,
 * when they come back for more.
 */
export async function* merge<Item>(
  sources: readonly Source<Item>[] | AsyncIterable<Source<Item>>,
  concurrency: number,
  { ahead = true }: { readonly ahead?: boolean } = {},
): AsyncIterable<Item> {
  const waiting = isList(sources) ? [...sources] : [];
  const supply = isList(sources) ? undefined : sources[Symbol.asyncIterator]();
  const running = new Map<AsyncIterator<Item>, Promise<Step<Item>>>();
  let coming: Promise<Step<Item>> | undefined;
  let isSupplied = supply === undefined;
  const advance = (iterator: AsyncIterator<Item>) => {
    const next = iterator.next().then((result) => ({ iterator, result }));
    // Raced when the reader comes back; a failure until then is not nobody's.
    next.catch(() => undefined);
    running.set(iterator, next);
  };
  const start = () => {
    while (running.size < concurrency && waiting.length > 0) {
      const source = waiting.shift();
      if (source !== undefined) advance(source()[Symbol.asyncIterator]());
    }
    if (supply !== undefined && coming === undefined && !isSupplied && running.size < concurrency)
      coming = supply.next().then((source) => ({ source }));
  };
  try {
    for (;;) {
      start();
      if (running.size === 0 && coming === undefined) return;
      const step = await Promise.race(coming === undefined ? running.values() : [...running.values(), coming]);
      if ('source' in step) {
        coming = undefined;
        if (step.source.done === true) isSupplied = true;
        else advance(step.source.value()[Symbol.asyncIterator]());
        continue;
      }
      const { iterator, result } = step;
      if (result.done === true) {
        running.delete(iterator);
        continue;
      }
      if (ahead) advance(iterator);
      yield result.value;
      if (!ahead) advance(iterator);
    }
  } finally {
    // Not awaited: a source that waits for the network ends when its signal aborts, and nobody reads it any more.
    void supply?.return?.();
    for (const iterator of running.keys()) void iterator.return?.();
  }
}

type Step<Item> =
  | { readonly source: IteratorResult<Source<Item>> }
  | { readonly iterator: AsyncIterator<Item>; readonly result: IteratorResult<Item> };

function isList<Item>(
  sources: readonly Source<Item>[] | AsyncIterable<Source<Item>>,
): sources is readonly Source<Item>[] {
  return Array.isArray(sources);
}

/** Runs a task for each item, at most `concurrency` at a time, and keeps the order of the results. */
export async function mapConcurrently<Item, Result>(
  items: readonly Item[],
  concurrency: number,
  task: (item: Item, index: number) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = new Array(items.length);
  let next = 0;
  const worker = async () => {
    for (;;) {
      const index = next++;
      const item = items[index];
      if (index >= items.length || item === undefined) return;
      results[index] = await task(item, index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, items.length) }, worker));
  return results;
}
