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
  const running = new Set<AsyncIterator<Item>>();
  // What has come, in that order: a race of all that run would look at each of them for every item.
  const ready: Step<Item>[] = [];
  let wake = () => {};
  const arrive = (step: Step<Item>) => {
    ready.push(step);
    wake();
  };
  const fail = (error: unknown) => arrive({ error });
  let isComing = false;
  let isSupplied = supply === undefined;
  const advance = (iterator: AsyncIterator<Item>) => {
    running.add(iterator);
    iterator.next().then((result) => arrive({ iterator, result }), fail);
  };
  const start = () => {
    while (running.size < concurrency && waiting.length > 0) {
      const source = waiting.shift();
      if (source !== undefined) advance(source()[Symbol.asyncIterator]());
    }
    if (supply !== undefined && !isComing && !isSupplied && running.size < concurrency) {
      isComing = true;
      supply.next().then((source) => arrive({ source }), fail);
    }
  };
  try {
    for (;;) {
      start();
      if (running.size === 0 && !isComing) return;
      if (ready.length === 0)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      const step = ready.shift();
      if (step === undefined) continue;
      if ('error' in step) throw step.error;
      if ('source' in step) {
        isComing = false;
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
    for (const iterator of running) void iterator.return?.();
  }
}

type Step<Item> =
  | { readonly error: unknown }
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
