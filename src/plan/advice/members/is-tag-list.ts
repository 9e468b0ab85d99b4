import type { DocumentedShape } from '../../../catalog/documented-shape.ts';

/** Lists of Key and Value answer for the values of their keys, as the maps of other services do. */
export function isTagList(list: DocumentedShape): boolean {
  const names =
    list
      .element()
      ?.members()
      .map(({ name }) => name.toLowerCase()) ?? [];
  return names.some((name) => name.endsWith('key')) && names.some((name) => name.endsWith('value'));
}
