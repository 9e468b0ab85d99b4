interface Node {
  readonly name: string;
  readonly needs: readonly string[];
}

export interface GraphRun<Resource extends Node> {
  /** In an order in which what others need comes before them. */
  readonly resources: readonly Resource[];
  /** How many are worked on at once. */
  readonly parallel: number;
  /** What comes first is what others need, or, where they are taken down, what needs others. */
  readonly direction: 'forward' | 'backward';
  work(resource: Resource): Promise<void>;
}

/**
 * Works on each resource once those that come before it are done, as many at once as is allowed. After the first failure none is
 * begun any more; those under way are waited for. Answers what was not begun, and throws the first failure.
 */
export async function runGraph<Resource extends Node>({
  resources,
  parallel,
  direction,
  work,
}: GraphRun<Resource>): Promise<void> {
  const before = precedents(resources, direction);
  const waiting = direction === 'forward' ? [...resources] : resources.toReversed();
  const done = new Set<string>();
  const running = new Map<string, Promise<void>>();
  let failure: { readonly error: unknown } | undefined;

  while (waiting.length > 0 || running.size > 0) {
    while (failure === undefined && running.size < Math.max(1, parallel)) {
      const at = waiting.findIndex(({ name }) => (before.get(name) ?? []).every((one) => done.has(one)));
      const [next] = at === -1 ? [] : waiting.splice(at, 1);
      if (next === undefined) break;
      const run = work(next).then(
        () => {
          done.add(next.name);
          running.delete(next.name);
        },
        (error: unknown) => {
          failure ??= { error };
          running.delete(next.name);
        },
      );
      running.set(next.name, run);
    }
    if (running.size === 0) break;
    await Promise.race(running.values());
  }
  if (failure !== undefined) throw failure.error;
}

function precedents(
  resources: readonly Node[],
  direction: 'forward' | 'backward',
): ReadonlyMap<string, readonly string[]> {
  const names = new Set(resources.map(({ name }) => name));
  const forward = resources.map(({ name, needs }) => [name, needs.filter((one) => names.has(one))] as const);
  if (direction === 'forward') return new Map(forward);
  return new Map(
    resources.map(({ name }) => [name, forward.filter(([, needs]) => needs.includes(name)).map(([other]) => other)]),
  );
}
