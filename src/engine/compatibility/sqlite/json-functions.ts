import { type Edit, patched, withoutValue, withValue } from './json-edit.ts';
import { extracted, type JsonNode, jsonText, jsonTypeOf, nodeOf, parseJson } from './json-node.ts';
import { nodeAt, pathIn, type Step, stepsOf } from './json-path.ts';
import { type Argument, plain, text } from './sqlite-value.ts';

type Of = (...args: readonly Argument[]) => Argument;

/** https://www.sqlite.org/json1.html */
export const jsonFunctions: Readonly<Record<string, Of>> = {
  json: (value = null) => {
    const node = documentOf(value);
    return node === undefined ? null : made(node);
  },
  json_valid: (value = null) => {
    const written = text(plain(value));
    if (written === null) return null;
    try {
      parseJson(written);
      return 1n;
    } catch {
      return 0n;
    }
  },
  json_quote: (value = null) => made(nodeOf(value)),
  json_extract: (value = null, ...paths) => {
    const node = documentOf(value);
    if (node === undefined || paths.some((path) => path === null)) return null;
    const found = paths.map((path) => nodeAt(node, stepsOf(textOf(path))));
    const [only] = found;
    if (found.length === 1) return only === undefined ? null : extracted(only);
    return made({ kind: 'array', elements: found.map((one) => one ?? nodeOf(null)) });
  },
  '->': (value = null, path = null) => {
    const found = looked(value, path);
    return found === undefined ? null : made(found);
  },
  '->>': (value = null, path = null) => {
    const found = looked(value, path);
    return found === undefined ? null : plain(extracted(found));
  },
  json_type: (value = null, path = '$') => {
    const node = documentOf(value);
    const found = node === undefined || path === null ? undefined : nodeAt(node, stepsOf(textOf(path)));
    return found === undefined ? null : jsonTypeOf(found);
  },
  json_array_length: (value = null, path = '$') => {
    const node = documentOf(value);
    const found = node === undefined || path === null ? undefined : nodeAt(node, stepsOf(textOf(path)));
    if (found === undefined) return null;
    return found.kind === 'array' ? BigInt(found.elements.length) : 0n;
  },
  'json path': (value = null, path = null) => {
    const node = documentOf(value);
    return node === undefined || path === null ? path : pathIn(node, textOf(path));
  },
  json_set: edited({ inserts: true, replaces: true }),
  json_insert: edited({ inserts: true, replaces: false }),
  json_replace: edited({ inserts: false, replaces: true }),
  json_remove: (value = null, ...paths) => {
    const node = documentOf(value);
    if (node === undefined || paths.some((path) => path === null)) return null;
    const left = paths.reduce<JsonNode | undefined>(
      (one, path) => (one === undefined ? undefined : withoutValue(one, stepsOf(textOf(path)))),
      node,
    );
    return left === undefined ? null : made(left);
  },
  json_patch: (value = null, patch = null) => {
    const [node, other] = [documentOf(value), documentOf(patch)];
    return node === undefined || other === undefined ? null : made(patched(node, other));
  },
};

export function jsonArray(values: readonly Argument[]): Argument {
  return made({ kind: 'array', elements: values.map(nodeOf) });
}

/** Of keys and values in turn. */
export function jsonObject(values: readonly Argument[]): Argument {
  if (values.length % 2 === 1) throw new Error('json_object() requires an even number of arguments');
  const members = values.flatMap((key, index): (readonly [string, JsonNode])[] => {
    if (index % 2 === 1) return [];
    const name = plain(key);
    if (typeof name !== 'string') throw new Error('json_object() labels must be TEXT');
    return [[JSON.stringify(name), nodeOf(values[index + 1] ?? null)]];
  });
  return made({ kind: 'object', members });
}

function documentOf(value: Argument): JsonNode | undefined {
  const written = text(plain(value));
  return written === null ? undefined : parseJson(written);
}

/** A value that any function of JSON takes for JSON; a text alone is one to the others. */
function made(node: JsonNode): Argument {
  return { json: jsonText(node) };
}

function textOf(path: Argument): string {
  return text(plain(path)) ?? '';
}

/** The right side of `->`: a path, a member's name, or an element's number, from the end where it is negative. */
function looked(value: Argument, path: Argument): JsonNode | undefined {
  const node = documentOf(value);
  const place = plain(path);
  if (node === undefined || place === null) return undefined;
  return nodeAt(node, stepsTo(place));
}

function stepsTo(place: bigint | number | string): readonly Step[] {
  if (typeof place === 'bigint') return [place < 0n ? { fromEnd: Number(-place) } : { index: Number(place) }];
  const written = text(place) ?? '';
  if (written.startsWith('$')) return stepsOf(written);
  return /^\[(?:\d+|#-\d+)\]$/.test(written) ? stepsOf(`$${written}`) : [{ key: written }];
}

function edited(edit: Edit): Of {
  return (value = null, ...changes) => {
    if (changes.length % 2 === 1) throw new Error('the functions that edit JSON need an odd number of arguments');
    let node = documentOf(value);
    for (let index = 0; index < changes.length && node !== undefined; index += 2) {
      const path = changes[index] ?? null;
      // A place that is not said leaves all as it is.
      if (path === null) continue;
      node = withValue(node, stepsOf(textOf(path)), nodeOf(changes[index + 1] ?? null), edit);
    }
    return node === undefined ? null : made(node);
  };
}
