import { type JsonText, readJsonText, writeJsonText } from './canonical-json.ts';
import { isIndex } from './json-pointer.ts';

/**
 * JSON without what a path of member names and positions leads to, as PostgreSQL's `#-`: what is not there is left as it is,
 * positions below zero count from the end. Undefined of text that is no JSON.
 *
 * @example
 * withoutPath('{"a":[1,2]}', ['a', '-1']); // '{"a":[1]}'
 */
export function withoutPath(json: string, path: readonly string[]): string | undefined {
  const tree = readJsonText(json);
  return tree === undefined ? undefined : writeJsonText(path.length === 0 ? tree : without(tree, path));
}

function without(tree: JsonText, [key = '', ...rest]: readonly string[]): JsonText {
  if (typeof tree === 'string') return tree;
  if (tree instanceof Map) {
    const member: JsonText | undefined = tree.get(key);
    if (member === undefined) return tree;
    const others = [...tree].filter(([name]) => name !== key);
    return new Map(rest.length === 0 ? others : [...others, [key, without(member, rest)]]);
  }
  const items = [...(tree as readonly JsonText[])];
  const written = key.replace(/^-/, '');
  const at = isIndex(written) ? Number(key) + (key.startsWith('-') ? items.length : 0) : -1;
  const item = items[at];
  if (item === undefined) return tree;
  if (rest.length === 0) items.splice(at, 1);
  else items[at] = without(item, rest);
  return items;
}

/** JSON without the members of objects that are null, as PostgreSQL's `jsonb_strip_nulls`: elements of lists stay. */
export function withoutNulls(json: string): string | undefined {
  const tree = readJsonText(json);
  return tree === undefined ? undefined : writeJsonText(stripped(tree));
}

function stripped(tree: JsonText): JsonText {
  if (typeof tree === 'string') return tree;
  if (tree instanceof Map) {
    const members = [...(tree as ReadonlyMap<string, JsonText>)].filter(([, member]) => member !== 'null');
    return new Map(members.map(([name, member]) => [name, stripped(member)]));
  }
  return (tree as readonly JsonText[]).map(stripped);
}
