/** Does pieces of work one after the other. A piece is over when `keep` has kept what it changed, also when it has failed. */
export type InTurn = <Result>(work: () => Result | Promise<Result>) => Promise<Result>;

/**
 * @param keep is called when a piece of work has ended, before the next one begins. The next one does not wait for what it
 * returns, only who asked for the work does.
 */
export function createTurns(keep: () => Promise<void> | undefined): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return (work) => {
    // Nothing before it: it begins at once, as callers expect of work that is not asynchronous.
    const run = waiting === 0 ? begin(work) : last.then(() => begin(work));
    waiting += 1;
    let kept: Promise<void> | undefined;
    const end = () => {
      waiting -= 1;
      kept = keep();
    };
    const ended = run.then(end, end);
    last = ended;
    return ended.then(() => kept).then(() => run);
  };
}

async function begin<Result>(work: () => Result | Promise<Result>): Promise<Result> {
  return work();
}
