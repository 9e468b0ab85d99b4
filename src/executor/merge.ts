/**
 * Items of several sources as they come, at most `concurrency` sources at a time. A source is asked for its next item
 * when its last one is handed over; without `ahead`, for readers that may stop early, when they come back for more.
 */
export async function* merge<Item>(
  sources: readonly (() => AsyncIterable<Item>)[],
  concurrency: number,
  { ahead = true }: { readonly ahead?: boolean } = {},
): AsyncIterable<Item> {
  const waiting = [...sources];
  const running = new Map<
    AsyncIterator<Item>,
    Promise<{ iterator: AsyncIterator<Item>; result: IteratorResult<Item> }>
  >();
  const advance = (iterator: AsyncIterator<Item>) =>
    running.set(
      iterator,
      iterator.next().then((result) => ({ iterator, result })),
    );
  const start = () => {
    const source = waiting.shift();
    if (source !== undefined) advance(source()[Symbol.asyncIterator]());
  };
  try {
    while (running.size < concurrency && waiting.length > 0) start();
    while (running.size > 0) {
      const { iterator, result } = await Promise.race(running.values());
      if (result.done === true) {
        running.delete(iterator);
        start();
        continue;
      }
      if (ahead) advance(iterator);
      yield result.value;
      if (!ahead) advance(iterator);
    }
  } finally {
    // Not awaited: a source that waits for the network ends when its signal aborts, and nobody reads it any more.
    for (const [iterator, next] of running) {
      next.catch(() => undefined);
      void iterator.return?.();
    }
  }
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
