import type { DocumentedShape } from './documented-shape.ts';

/**
 * What a tag says, of a list of Key and Value: it answers for the values of its keys, as the maps of other services do. Undefined of any
 * other list.
 */
export function tagValue(list: DocumentedShape): DocumentedShape | undefined {
  const members = list.element()?.members() ?? [];
  const called = (end: string) => members.find(({ name }) => name.toLowerCase().endsWith(end));
  return called('key') === undefined ? undefined : called('value')?.shape;
}
