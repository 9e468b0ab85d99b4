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

/**
 * JSON without members of these names, or, of a list, without the texts; without the element at a place where it is a number:
 * as PostgreSQL's `-`. Throws where it is neither an object nor a list, or an object that is to lose a place.
 */
export function withoutMembers(json: string, left: string | number | readonly string[]): string | undefined {
  const tree = readJsonText(json);
  if (tree === undefined) return undefined;
  if (typeof tree === 'string') throw new Error('cannot delete from scalar: - takes an object or a list of JSON');
  if (typeof left === 'number') {
    if (tree instanceof Map)
      throw new Error('cannot delete from object using integer index: write the name of the member');
    return writeJsonText(without(tree, [String(left)]));
  }
  const names = typeof left === 'string' ? [left] : left;
  if (tree instanceof Map) return writeJsonText(new Map([...tree].filter(([name]) => !names.includes(name))));
  const texts = names.map((name) => JSON.stringify(name));
  return writeJsonText(
    (tree as readonly JsonText[]).filter((item) => typeof item !== 'string' || !texts.includes(item)),
  );
}

/**
 * JSON with a value put in at a path, as PostgreSQL's `jsonb_insert`: before the element that is there or after it; beyond the
 * ends of a list first or last. What leads nowhere changes nothing. Throws where the path names a member that is there already.
 */
export function withInserted(
  json: string,
  path: readonly string[],
  value: string,
  isAfter: boolean,
): string | undefined {
  const [tree, added] = [readJsonText(json), readJsonText(value)];
  if (tree === undefined || added === undefined) return undefined;
  return writeJsonText(path.length === 0 ? tree : inserted(tree, path, added, isAfter));
}

function inserted(tree: JsonText, [key = '', ...rest]: readonly string[], value: JsonText, isAfter: boolean): JsonText {
  if (typeof tree === 'string') return tree;
  if (tree instanceof Map) {
    const member: JsonText | undefined = tree.get(key);
    if (rest.length > 0) {
      return member === undefined ? tree : new Map([...tree, [key, inserted(member, rest, value, isAfter)]]);
    }
    if (member !== undefined) throw new Error(`cannot replace existing key "${key}": jsonb_set does`);
    return new Map([...tree, [key, value]]);
  }
  const items = [...(tree as readonly JsonText[])];
  if (!/^-?\d+$/.test(key)) throw new Error(`"${key}" is no place in a list`);
  const at = Number(key) + (key.startsWith('-') ? items.length : 0);
  const item = items[at];
  if (rest.length === 0) items.splice(at < 0 ? 0 : isAfter && item !== undefined ? at + 1 : at, 0, value);
  else if (item !== undefined) items[at] = inserted(item, rest, value, isAfter);
  return items;
}
