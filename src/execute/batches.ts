import { keyOf } from '../data/key-of.ts';
import type { Row, Value } from '../data/value.ts';
import type { Hydration } from '../plan/access/access.ts';

/** What one call of a hydration asks for. */
export interface FurtherCall {
  readonly keys: readonly Value[];
  /** The values of the call's other parameters: one call takes several keys only where all else that it takes is the same. */
  readonly others: Readonly<Record<string, Value>>;
}

/** What a call tells of each of its keys, by the key's text. */
export type Answers = ReadonlyMap<string, Row | 'gone'>;

/** A row's part in a call. */
export interface Asked {
  readonly key: string;
  readonly answers: Promise<Answers>;
}

interface Batch {
  readonly others: FurtherCall['others'];
  readonly keys: Map<string, Value>;
  readonly answers: Promise<Answers>;
  send(): void;
}

/** What tells a key from others. */
export function textOfKey(key: Value): string {
  return JSON.stringify(key);
}

/** Puts the keys of one hydration together: a call is made as soon as it has as many keys as it takes, or when told to. */
export class Batches {
  readonly #hydration: Hydration;
  readonly #call: (call: FurtherCall) => Promise<Answers>;
  readonly #waiting = new Map<string, Batch>();

  constructor(hydration: Hydration, call: (call: FurtherCall) => Promise<Answers>) {
    this.#hydration = hydration;
    this.#call = call;
  }

  /** Whether keys wait for others to share their call. */
  get isWaiting(): boolean {
    return this.#waiting.size > 0;
  }

  /** Asks for a row; undefined where the row lacks some of what the call needs. */
  add(row: Row): Asked | undefined {
    const { keys, further = [], batch } = this.#hydration;
    const key = keyOf(row, keys);
    if (batch === 1 && further.length === 0) return key === null ? undefined : this.#askAlone(key);
    const others = Object.fromEntries(further.map((own) => [own.parameter, keyOf(row, own.keys)]));
    if (key === null || Object.values(others).includes(null)) return undefined;
    const name = JSON.stringify(others);
    const own = this.#waiting.get(name) ?? this.#begin(others);
    this.#waiting.set(name, own);
    const text = textOfKey(key);
    own.keys.set(text, key);
    if (own.keys.size >= batch) this.#send(name, own);
    return { key: text, answers: own.answers };
  }

  /** What takes one key a call has nothing to wait for. */
  #askAlone(key: Value): Asked {
    const answers = this.#call({ others: {}, keys: [key] });
    // Looked at with the rows; a failure until then is not nobody's.
    answers.catch(() => undefined);
    return { key: textOfKey(key), answers };
  }

  /** Makes the calls that are not full. */
  flush(): void {
    for (const [name, own] of this.#waiting) this.#send(name, own);
  }

  #begin(others: FurtherCall['others']): Batch {
    const keys = new Map<string, Value>();
    let send = () => {};
    const answers = new Promise<Answers>((resolve) => {
      send = () => resolve(this.#call({ others, keys: [...keys.values()] }));
    });
    // Looked at with the rows; a failure until then is not nobody's.
    answers.catch(() => undefined);
    return { others, keys, answers, send };
  }

  #send(name: string, own: Batch): void {
    this.#waiting.delete(name);
    own.send();
  }
}
