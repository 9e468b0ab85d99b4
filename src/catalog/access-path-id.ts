import type { AccessPath, ResourceDescription } from './resource-description.ts';

/**
 * The name of an access path among those of its resource: the method and what it cannot do without, as in
 * `describe_box(ItemId, Code)`. It follows from the path alone, so whoever has the catalog finds the same path by it.
 */
export function accessPathId(path: Pick<AccessPath, 'method' | 'parameters'>): string {
  const known = ids.get(path);
  if (known !== undefined) return known;
  const id = writtenId(path);
  ids.set(path, id);
  return id;
}

/** Each call of a scan looks its path up. */
const ids = new WeakMap<Pick<AccessPath, 'method' | 'parameters'>, string>();

function writtenId({ method, parameters }: Pick<AccessPath, 'method' | 'parameters'>): string {
  const required = parameters.filter((parameter) => parameter.required).map(({ name }) => name);
  return required.length === 0 ? method : `${method}(${required.join(', ')})`;
}

/** The access path of that id; undefined where the resource has none. */
export function accessPathOf({ accessPaths }: ResourceDescription, id: string): AccessPath | undefined {
  return accessPaths.find((path) => accessPathId(path) === id);
}
