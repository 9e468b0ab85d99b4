import type { SandboxService } from '../service.ts';
import { type RandomSource, seededRandom } from '../state/seeded-random.ts';
import { type FaultRule, parseFaultRules } from './fault-rule.ts';
import { refuseUnknownTargets } from './refuse-unknown-targets.ts';
import { TokenBucket } from './token-bucket.ts';

/** The faults that are switched on. */
export interface Faults {
  rules(): readonly FaultRule[];
  /** Replaces all rules. Throws `INVALID_FAULT_RULE`. */
  set(rules: readonly FaultRule[]): void;
  clear(): void;
}

/** The request that a fault may strike, as far as it is known. */
export interface FaultTarget {
  readonly service?: string;
  readonly operation?: string;
  readonly region?: string;
  readonly account?: string;
}

export interface Strike {
  readonly latencyMilliseconds: number;
  readonly outcome: 'none' | 'cut' | 'throttled' | NonNullable<FaultRule['error']>;
}

export interface StrikingFaults extends Faults {
  /** What happens to a request made at `now`, in milliseconds. The first error or cut wins; latencies add up. */
  strike(target: FaultTarget, now: number): Strike;
}

interface ActiveRule {
  readonly rule: FaultRule;
  struck: number;
  /** By account and region: AWS counts them apart. */
  readonly buckets: Map<string, TokenBucket>;
}

/** Faults that strike as a seed draws them; of a sandbox's services, where they are given, rules name what can be reached. */
export function createFaults(seed: number, services: readonly SandboxService[] = []): StrikingFaults {
  let random: RandomSource = seededRandom(seed);
  let active: ActiveRule[] = [];
  const set = (rules: readonly FaultRule[]) => {
    const parsed = parseFaultRules(rules);
    if (services.length > 0) refuseUnknownTargets(parsed, services);
    active = parsed.map((rule) => ({ rule, struck: 0, buckets: new Map() }));
    random = seededRandom(seed);
  };
  return {
    rules: () => active.map(({ rule }) => rule),
    set,
    clear: () => set([]),
    strike(target, now) {
      let latencyMilliseconds = 0;
      for (const entry of active) {
        if (!applies(entry, target, random)) continue;
        const { rule } = entry;
        const throttled =
          rule.throttlePerSecond !== undefined && isThrottled(entry, rule.throttlePerSecond, target, now);
        const strikes =
          throttled || rule.cut === true || (rule.error !== undefined && rule.throttlePerSecond === undefined);
        if (strikes || rule.latencyMilliseconds !== undefined) entry.struck += 1;
        latencyMilliseconds += rule.latencyMilliseconds ?? 0;
        if (throttled) return { latencyMilliseconds, outcome: rule.error ?? 'throttled' };
        if (rule.cut === true) return { latencyMilliseconds, outcome: 'cut' };
        if (rule.error !== undefined && rule.throttlePerSecond === undefined) {
          return { latencyMilliseconds, outcome: rule.error };
        }
      }
      return { latencyMilliseconds, outcome: 'none' };
    },
  };
}

function applies({ rule, struck }: ActiveRule, target: FaultTarget, random: RandomSource): boolean {
  if (rule.times !== undefined && struck >= rule.times) return false;
  const selected =
    isSame(rule.service, target.service) &&
    isSame(rule.operation, target.operation) &&
    isSame(rule.region, target.region) &&
    isSame(rule.account, target.account);
  return selected && (rule.rate === undefined || random() < rule.rate);
}

function isSame(wanted: string | undefined, actual: string | undefined): boolean {
  return wanted === undefined || wanted.toLowerCase() === actual?.toLowerCase();
}

function isThrottled({ buckets }: ActiveRule, perSecond: number, target: FaultTarget, now: number): boolean {
  const place = `${target.account}/${target.region}`;
  const bucket = buckets.get(place) ?? new TokenBucket(perSecond);
  buckets.set(place, bucket);
  return !bucket.take(now);
}
