import type { ConnectionOptions } from './connection-options.ts';

/** The connections of a provider as they are now. */
export interface ConnectionBook extends Iterable<ConnectionOptions> {
  find(name: string): ConnectionOptions | undefined;
  /** What takes the place of what the same source gave before: the accounts of an organization, as they were listed last. */
  replace(source: string, connections: readonly ConnectionOptions[]): void;
}

export function createConnectionBook(connections: readonly ConnectionOptions[]): ConnectionBook {
  const bySource = new Map<string, readonly ConnectionOptions[]>([['', connections]]);
  let byName = new Map<string, ConnectionOptions>(connections.map((options) => [options.name, options]));
  return {
    *[Symbol.iterator]() {
      yield* byName.values();
    },
    find: (name) => byName.get(name),
    replace(source, given) {
      // Who is as before stays the same object: its credentials are kept with it.
      const kept = given.map((options) => {
        const known = byName.get(options.name);
        return JSON.stringify(known) === JSON.stringify(options) && known !== undefined ? known : options;
      });
      bySource.set(source, kept);
      byName = new Map([...bySource.values()].flat().map((options) => [options.name, options]));
    },
  };
}
