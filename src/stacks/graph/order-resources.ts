import { faultAt, type Place } from '../manifest/source-file.ts';

interface Node {
  readonly name: string;
  readonly place: Place;
  readonly needs: readonly string[];
}

/**
 * Resources such that each comes behind what it needs, and else in the order in which they are written. Throws DEPENDENCY_CYCLE,
 * which names the way around.
 */
export function orderResources<Resource extends Node>(resources: readonly Resource[]): readonly Resource[] {
  const byName = new Map(resources.map((resource) => [resource.name, resource]));
  const ordered: Resource[] = [];
  const done = new Set<string>();
  const way: Resource[] = [];

  function visit(resource: Resource): void {
    if (done.has(resource.name)) return;
    if (way.includes(resource)) throw cycle([...way.slice(way.indexOf(resource)), resource]);
    way.push(resource);
    for (const name of resource.needs) {
      const needed = byName.get(name);
      if (needed !== undefined) visit(needed);
    }
    way.pop();
    done.add(resource.name);
    ordered.push(resource);
  }

  for (const resource of resources) visit(resource);
  return ordered;
}

function cycle(way: readonly Node[]): Error {
  const [first] = way;
  const names = way.map(({ name }) => name).join(' -> ');
  return faultAt(
    first?.place ?? { file: { name: '', text: '' }, offset: 0 },
    'DEPENDENCY_CYCLE',
    `${names}: each needs the next.`,
    {
      hint: 'Take one of the references or depends_on away.',
    },
  );
}
