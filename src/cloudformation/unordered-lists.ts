import { isObject } from '../data/is-object.ts';
import { pointerKeys } from '../data/json-pointer.ts';
import { pointerPath } from './pointer-path.ts';
import type { ResourceSchema } from './resource-schema.ts';
import { schemaAt } from './schema-at.ts';

/**
 * Which lists of a type have no order: those of which AWS's schema says so, and tags. `pointer` leads from the whole of the
 * properties to the list.
 */
export function unorderedLists(
  schema: ResourceSchema | undefined,
): (pointer: string, list: readonly unknown[]) => boolean {
  const tags = schema === undefined ? [] : pointerPath(schema.tagging?.tagProperty ?? '/properties/Tags');
  return (pointer, list) => {
    const path = pointerKeys(pointer);
    if (path.join('\n') === tags.join('\n') || areTags(list)) return true;
    return schema !== undefined && schemaAt(schema, schemaPath(schema, path))?.insertionOrder === false;
  };
}

/** The way through the schema: a number is an element's place where there is a list. */
function schemaPath(schema: ResourceSchema, path: readonly string[]): readonly string[] {
  const way: string[] = [];
  for (const key of path) {
    const isElement = /^\d+$/.test(key) && way.length > 0 && schemaAt(schema, way)?.items !== undefined;
    way.push(isElement ? '*' : key);
  }
  return way;
}

/** Elements of Key and Value, no key twice. */
function areTags(list: readonly unknown[]): boolean {
  const keys = list.map((element) => {
    const names = isObject(element) ? Object.keys(element).toSorted().join(' ') : '';
    return isObject(element) && ['Key Value', 'key value', 'TagKey TagValue'].includes(names)
      ? Object.values(element).find((_, index) => /key$/i.test(Object.keys(element)[index] ?? ''))
      : undefined;
  });
  return keys.length > 0 && !keys.includes(undefined) && new Set(keys).size === keys.length;
}
