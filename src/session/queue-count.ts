/** How calls stand that have to wait: in all, and region by region. */
export interface QueueState {
  readonly waiting: number;
  readonly throttled: number;
  /** Of the regions of which a call waits or was answered that there are too many. */
  readonly regions: Readonly<Record<string, { readonly waiting: number; readonly throttled: number }>>;
}

/** Counts the calls of a statement that wait for their turn, and the answers that there are too many. */
export class QueueCount {
  readonly #regions = new Map<string, { waiting: number; throttled: number }>();
  #told = '0 0';

  waits(more: 1 | -1, region: string): void {
    this.#of(region).waiting += more;
  }

  throttled(region: string): void {
    this.#of(region).throttled += 1;
  }

  /** How it stands, where that is otherwise than what was answered last. */
  news(): QueueState | undefined {
    const busy = [...this.#regions].filter(([, { waiting, throttled }]) => waiting + throttled > 0);
    const sum = (of: 'waiting' | 'throttled') => busy.reduce((total, [, counts]) => total + counts[of], 0);
    const state = { waiting: sum('waiting'), throttled: sum('throttled') };
    const told = `${state.waiting} ${state.throttled}`;
    if (told === this.#told) return undefined;
    this.#told = told;
    return { ...state, regions: Object.fromEntries(busy.map(([region, counts]) => [region, { ...counts }])) };
  }

  #of(region: string): { waiting: number; throttled: number } {
    const counts = this.#regions.get(region) ?? { waiting: 0, throttled: 0 };
    this.#regions.set(region, counts);
    return counts;
  }
}
