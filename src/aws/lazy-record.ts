/**
 * A record whose values are made when they are first looked up, and then kept. It behaves as an ordinary object of
 * data: `in`, `Object.keys`, `Object.hasOwn` and `Object.entries` see all its names. It cannot be changed.
 */
export function lazyRecord<Value extends object>(
  make: (name: string) => Value | undefined,
  names: () => readonly string[],
): Readonly<Record<string, Value>> {
  const made = new Map<string, Value>();
  const get = (name: string | symbol): Value | undefined => {
    if (typeof name === 'symbol') return undefined;
    const known = made.get(name);
    if (known !== undefined) return known;
    const value = make(name);
    if (value !== undefined) made.set(name, value);
    return value;
  };
  return new Proxy<Record<string, Value>>(Object.create(null), {
    get: (_, name) => get(name),
    has: (_, name) => get(name) !== undefined,
    ownKeys: () => [...names()],
    getOwnPropertyDescriptor: (_, name) => {
      const value = get(name);
      // A target without the property can only be spoken for if the property could be deleted.
      return value === undefined ? undefined : { value, enumerable: true, configurable: true, writable: false };
    },
    set: () => false,
    defineProperty: () => false,
    deleteProperty: () => false,
  });
}
