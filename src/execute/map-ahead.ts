/**
 * Maps the items of a source in their order, further items being asked for and worked on while earlier ones are, as long as
 * those on their way weigh less than `most`.
 */
export async function* mapAhead<Item, Result>(
  source: AsyncIterable<Item>,
  task: (item: Item) => Promise<Result>,
  { weightOf, most }: { readonly weightOf: (item: Item) => number; readonly most: number },
): AsyncGenerator<Result, void, undefined> {
  const iterator = source[Symbol.asyncIterator]();
  const waiting: { readonly weight: number; readonly result: Promise<Result> }[] = [];
  let weight = 0;
  let next: Promise<IteratorResult<Item>> | undefined;
  let isOver = false;
  const ask = () => {
    if (next !== undefined || isOver || weight >= most) return;
    next = iterator.next();
    // Looked at when it is its turn; a failure until then is not nobody's.
    next.catch(() => undefined);
  };
  const take = ({ done, value }: IteratorResult<Item>) => {
    next = undefined;
    if (done === true) {
      isOver = true;
      return;
    }
    const own = weightOf(value);
    const result = task(value);
    result.catch(() => undefined);
    weight += own;
    waiting.push({ weight: own, result });
  };
  try {
    for (;;) {
      ask();
      const [first] = waiting;
      if (first === undefined) {
        if (next === undefined) return;
        take(await next);
        continue;
      }
      // Whichever comes first: the next item, which may be worked on at once, or the oldest result.
      const isItem =
        next === undefined ? false : await Promise.race([next.then(() => true), first.result.then(() => false)]);
      if (isItem && next !== undefined) {
        take(await next);
        continue;
      }
      const result = await first.result;
      waiting.shift();
      weight -= first.weight;
      yield result;
    }
  } finally {
    void iterator.return?.();
  }
}
