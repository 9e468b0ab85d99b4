import { holdsFor, type LimitDefinition, type LimitedCall, type LimitScope } from './limit-definition.ts';
import { Limiter, type LimiterClock, type LimiterState, type Permit } from './limiter.ts';

/** A definition's count for one combination of what it counts by. */
export interface LimitCount {
  readonly definition: LimitDefinition;
  /** What it counts, by scope: `{ account: '111122223333', region: 'eu-west-1' }`. */
  readonly of: Readonly<Partial<Record<LimitScope, string>>>;
  readonly state: LimiterState;
}

/** The limits of all calls of a host, whichever session makes them. */
export interface Limits {
  readonly definitions: readonly LimitDefinition[];
  /** The counts that there are: one begins with the first call that it is about. */
  counts(): readonly LimitCount[];
  /** Waits until a call may be made; one that is made again keeps the turn that it had. Throws `INTERRUPTED`. */
  acquire(call: LimitedCall, signal?: AbortSignal, turn?: number): Promise<Permit>;
  /** From now on the calls of an account are counted by its id: what stood for it until it was known has the same counts. */
  learnAccount(provider: string, placeholder: string, accountId: string): void;
}

export interface LimitsOptions {
  /** The providers' own, by provider: of each the first that is about a call holds for it. */
  readonly builtIn: Readonly<Record<string, readonly LimitDefinition[]>>;
  /** Further ones, which all hold for whatever they are about. */
  readonly further?: readonly LimitDefinition[];
  readonly clock?: LimiterClock;
}

interface Count {
  readonly provider: string;
  readonly definition: LimitDefinition;
  readonly of: LimitCount['of'];
  readonly limiter: Limiter;
}

/** So many counts are kept before those that nothing tells of any more are dropped. */
const mostCounts = 10_000;

export function createLimits({ builtIn, further = [], clock }: LimitsOptions): Limits {
  const counts = new Map<string, Count>();
  /** The limiters that hold for calls of one kind, in the order in which they are asked. */
  const kept = new Map<string, readonly Limiter[]>();
  // Who waits for a rate has its place in all other counts: those without a rate are asked first.
  const early = further.filter(({ perSecond }) => perSecond === undefined);
  const late = further.filter(({ perSecond }) => perSecond !== undefined);

  function limiterOf(definition: LimitDefinition, call: LimitedCall): Limiter {
    const key = keyOf(call.provider, definition, call);
    const known = counts.get(key);
    if (known !== undefined) return known.limiter;
    const of = Object.fromEntries(definition.per.map((scope) => [scope, call[scope]]));
    const limiter = new Limiter(definition, clock);
    counts.set(key, { provider: call.provider, definition, of, limiter });
    return limiter;
  }

  function limitersFor(call: LimitedCall): readonly Limiter[] {
    const { provider, account, region, service, operation, unfiltered, emulated } = call;
    const key = `${provider}\n${account}\n${region}\n${service}\n${operation}\n${unfiltered === true}\n${emulated === true}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    if (counts.size >= mostCounts) forgetIdle();
    const own = (builtIn[provider] ?? []).find((definition) => holdsFor(definition, call));
    const limiters = [...early, ...(own === undefined ? [] : [own]), ...late]
      .filter((definition) => holdsFor(definition, call))
      .map((definition) => limiterOf(definition, call));
    if (kept.size >= mostCounts) kept.clear();
    kept.set(key, limiters);
    return limiters;
  }

  function forgetIdle(): void {
    kept.clear();
    for (const [key, { limiter }] of counts) if (limiter.isIdle) counts.delete(key);
  }

  return {
    definitions: [...further, ...Object.values(builtIn).flat()],
    counts: () => [...counts.values()].map(({ definition, of, limiter }) => ({ definition, of, state: limiter.state })),
    acquire(call, signal, turn) {
      const limiters = limitersFor(call);
      const [only] = limiters;
      return only !== undefined && limiters.length === 1
        ? only.acquire(signal, turn)
        : acquireAll(limiters, signal, turn);
    },
    learnAccount(provider, placeholder, accountId) {
      kept.clear();
      for (const [key, count] of [...counts]) {
        if (count.provider !== provider || count.of.account !== placeholder) continue;
        counts.delete(key);
        const of = { ...count.of, account: accountId };
        const known = counts.get(keyOf(provider, count.definition, of));
        if (known === undefined) counts.set(keyOf(provider, count.definition, of), { ...count, of });
        else count.limiter.mergeInto(known.limiter);
      }
    },
  };
}

async function acquireAll(
  limiters: readonly Limiter[],
  signal: AbortSignal | undefined,
  turn: number | undefined,
): Promise<Permit> {
  const permits: Permit[] = [];
  const release = (throttled: boolean) => {
    for (const permit of permits) permit.release(throttled);
  };
  try {
    for (const limiter of limiters) permits.push(await limiter.acquire(signal, permits[0]?.turn ?? turn));
  } catch (error) {
    release(false);
    throw error;
  }
  return {
    turn: permits[0]?.turn ?? 0,
    time: permits.at(-1)?.time ?? performance.now(),
    adapts: permits.some(({ adapts }) => adapts),
    release,
  };
}

function keyOf(provider: string, { name, per }: LimitDefinition, of: LimitCount['of']): string {
  // Of what counts all calls together, those of other providers are counted too.
  return JSON.stringify([name, per.length === 0 ? '' : provider, ...per.map((scope) => of[scope])]);
}
