/** Lets the statements of a session run one after the other, in the order in which they were asked. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();
  #owner: object | undefined;
  #taken = 0;

  /** How many were taken so far: as long as it stays the same nothing has changed. */
  get taken(): number {
    return this.#taken;
  }

  /** `work` is told whether another owner had a turn since the last one of this owner. */
  async take<Answer>(owner: object, work: (isInterrupted: boolean) => Promise<Answer>): Promise<Answer> {
    const begin = () => {
      const isInterrupted = this.#owner !== owner;
      this.#owner = owner;
      this.#taken += 1;
      return work(isInterrupted);
    };
    const next = this.#last.then(begin, begin);
    this.#last = next.catch(() => undefined);
    return next;
  }
}
