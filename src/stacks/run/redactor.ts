import type { Value } from '../../data/value.ts';

/** Takes what must not be shown out of whatever is shown. */
export interface Redactor {
  /** From now on no text shows it, nor any text inside of it. */
  hide(value: Value): void;
  text(text: string): string;
  /** The same value without it. */
  value(value: Value): Value;
  /** Whether a value holds any of it. */
  isHidden(value: Value): boolean;
}

const shown = '***';
/** What is shorter stands in too many texts by chance: it is hidden where it is the whole value. */
const shortest = 3;

export function createRedactor(): Redactor {
  const secrets = new Set<string>();
  const short = new Set<string>();
  const text = (given: string): string => {
    let own = given;
    // The longest first: one may be a part of another.
    for (const secret of [...secrets].toSorted((one, other) => other.length - one.length))
      own = own.replaceAll(secret, shown);
    return own;
  };
  function value(given: Value): Value {
    if (typeof given === 'string') return short.has(given) ? shown : text(given);
    if (typeof given === 'number') return secrets.has(String(given)) || short.has(String(given)) ? shown : given;
    if (typeof given !== 'object' || given === null) return given;
    if (Array.isArray(given)) return (given as readonly Value[]).map(value);
    return Object.fromEntries(Object.entries(given).map(([name, member]) => [name, value(member)]));
  }
  return {
    hide(given) {
      if (typeof given === 'object' && given !== null)
        for (const member of Object.values(given as Readonly<Record<string, Value>>)) this.hide(member);
      else {
        const own = String(given ?? '');
        if (own.length < shortest) {
          if (own !== '') short.add(own);
          return;
        }
        // As it is, in quotes of SQL, and in JSON.
        for (const form of [own, own.replaceAll("'", "''"), JSON.stringify(own).slice(1, -1)]) secrets.add(form);
      }
    },
    text,
    value,
    isHidden: (given) => JSON.stringify(value(given)) !== JSON.stringify(given),
  };
}
