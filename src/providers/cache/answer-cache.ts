import { despiteOtherStops } from '../despite-other-stops.ts';
import type { CallContext } from '../provider.ts';

/** A call that reads, by all that its answer can depend on. */
export interface KeptCall {
  readonly provider: string;
  readonly connection: string;
  /** The account's id, or what stands for it while it is not known. */
  readonly account: string;
  readonly region: string;
  readonly service: string;
  readonly operation: string;
  /** What it is asked with, as JSON. */
  readonly arguments: string;
}

export interface KeptAnswer extends KeptCall {
  /** Milliseconds since it was answered. */
  readonly age: number;
  /** How often it was given again. */
  readonly hits: number;
  readonly bytes: number;
}

/** An answer and how long it was on the wire. */
export interface Sized<Answer> {
  readonly answer: Answer;
  readonly bytes: number;
}

/** What a host was answered, kept for statements that may read what is not new. */
export interface AnswerCache {
  /**
   * What was answered no longer ago than `maximumAge` milliseconds, what someone is asking just now, or else what `ask` answers.
   * A failure is not kept, nor is what was asked while something of the account changed.
   */
  get<Answer>(
    call: KeptCall,
    { signal, maximumAge }: Pick<CallContext, 'signal'> & { readonly maximumAge: number },
    ask: () => Promise<Sized<Answer>>,
  ): Promise<{ readonly answer: Answer; readonly isKept: boolean }>;
  /** An answer that is kept and no older, without asking. */
  peek<Answer>(call: KeptCall, maximumAge: number): Answer | undefined;
  /** Drops the answer of one call. */
  drop(call: KeptCall): void;
  /** Something of an account changes, or has changed: whatever was answered of it is dropped, and of accounts that may be the same one. */
  forget(account: string): void;
  answers(): readonly KeptAnswer[];
}

export interface AnswerCacheOptions {
  /** Milliseconds. */
  readonly now?: () => number;
  /** So much of answers is kept; 128 MB unless given. */
  readonly mostBytes?: number;
}

interface Entry {
  readonly call: KeptCall;
  readonly answer: unknown;
  readonly bytes: number;
  readonly answered: number;
  /** Who kept it wants nothing older. */
  readonly ends: number;
  hits: number;
}

/** An empty answer takes memory too. */
const leastBytes = 500;

export function createAnswerCache({
  now = performance.now.bind(performance),
  mostBytes = 128 * 1024 * 1024,
}: AnswerCacheOptions = {}): AnswerCache {
  /** The one that was used longest ago comes first. */
  const entries = new Map<string, Entry>();
  const underWay = new Map<string, Promise<Sized<unknown>>>();
  const changes = new Map<string, number>();
  let unnamedChanges = 0;
  let allChanges = 0;
  let bytes = 0;

  /** Grows with each change that may have been one of the account's. */
  const changesOf = (account: string) =>
    isAccountId(account) ? (changes.get(account) ?? 0) + unnamedChanges : allChanges;

  const keyOf = ({ provider, connection, account, region, service, operation, arguments: given }: KeptCall) =>
    JSON.stringify([provider, connection, account, region, service, operation, given]);

  function freshEntry(key: string, maximumAge: number): Entry | undefined {
    const entry = entries.get(key);
    return entry !== undefined && now() - entry.answered < maximumAge ? entry : undefined;
  }

  function drop(key: string, entry: Entry): void {
    entries.delete(key);
    bytes -= entry.bytes;
  }

  function keep(key: string, entry: Entry): void {
    const known = entries.get(key);
    if (known !== undefined) drop(key, known);
    entries.set(key, entry);
    bytes += entry.bytes;
    for (const [oldest, old] of entries) {
      if (bytes <= mostBytes && old.ends > now()) break;
      drop(oldest, old);
    }
  }

  return {
    async get<Answer>(
      call: KeptCall,
      { signal, maximumAge }: Pick<CallContext, 'signal'> & { readonly maximumAge: number },
      ask: () => Promise<Sized<Answer>>,
    ) {
      const key = keyOf(call);
      const known = freshEntry(key, maximumAge);
      if (known !== undefined) {
        known.hits += 1;
        entries.delete(key);
        entries.set(key, known);
        return { answer: known.answer as Answer, isKept: true };
      }
      let isOwn = false;
      const { answer } = await despiteOtherStops({ signal }, () => {
        const before = changesOf(call.account);
        // What was asked before a change may not know of it.
        const asked = `${before} ${key}`;
        const others = underWay.get(asked);
        if (others !== undefined) return others as Promise<Sized<Answer>>;
        isOwn = true;
        const own = ask().finally(() => underWay.delete(asked));
        underWay.set(asked, own);
        return own.then((sized) => {
          if (changesOf(call.account) === before) {
            const size = Math.max(leastBytes, sized.bytes) + call.arguments.length;
            const answered = now();
            keep(key, { call, answer: sized.answer, bytes: size, answered, ends: answered + maximumAge, hits: 0 });
          }
          return sized;
        });
      });
      return { answer, isKept: !isOwn };
    },
    peek: <Answer>(call: KeptCall, maximumAge: number) =>
      freshEntry(keyOf(call), maximumAge)?.answer as Answer | undefined,
    drop(call) {
      const key = keyOf(call);
      const entry = entries.get(key);
      if (entry !== undefined) drop(key, entry);
    },
    forget(account) {
      allChanges += 1;
      if (isAccountId(account)) changes.set(account, (changes.get(account) ?? 0) + 1);
      else unnamedChanges += 1;
      for (const [key, entry] of entries) {
        const other = entry.call.account;
        if (account === other || !isAccountId(account) || !isAccountId(other)) drop(key, entry);
      }
    },
    answers() {
      const time = now();
      return [...entries.values()]
        .filter(({ ends }) => ends > time)
        .map(({ call, answered, hits, bytes: size }) => ({ ...call, age: time - answered, hits, bytes: size }));
    },
  };
}

/** What stands for an account whose id is not known may be any account. */
function isAccountId(account: string): boolean {
  return /^\d{12}$/.test(account);
}
