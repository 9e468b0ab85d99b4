import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, parseDocument, type Scalar } from 'yaml';
import type { Value } from '../../data/value.ts';
import { faultAt, type Place, type SourceFile } from './source-file.ts';

/** YAML as plain values, and where each of them stands. */
export interface YamlText {
  readonly value: Value;
  /** Of a value, or of what holds it where it has no place of its own: `['resources', 0, 'name']`. */
  placeOf(path: readonly (string | number)[]): Place;
  /** Of a key. */
  keyPlaceOf(path: readonly (string | number)[]): Place;
}

type Path = readonly (string | number)[];

/** More than any manifest has; what aliases of aliases make of a few lines ends here. */
const mostValues = 100_000;

/**
 * Reads YAML. What looks like a number and is not written as numbers are, `14.00`, `007`, is the text that it is written as: it
 * may go into SQL, where 14 is another version. Throws INVALID_MANIFEST with file, line and column.
 */
export function readYaml(file: SourceFile): YamlText {
  const document = parseDocument(file.text, { prettyErrors: false, merge: true });
  const places = new Map<string, number>();
  const keys = new Map<string, number>();
  let count = 0;
  const fault = (offset: number, message: string, hint?: string) =>
    faultAt({ file, offset }, 'INVALID_MANIFEST', message, { hint });
  const [error] = document.errors;
  if (error !== undefined) throw fault(error.pos[0], `That is no YAML: ${error.message}`);

  function readValue(given: unknown, path: Path): Value {
    count += 1;
    const node = isAlias(given) ? given.resolve(document) : given;
    if (count > mostValues) throw fault(offsetOf(given), 'The file holds more than 100,000 values.');
    places.set(JSON.stringify(path), offsetOf(given));
    if (isMap(node)) return objectOf(node.items, path);
    if (isSeq(node)) return node.items.map((item, index) => readValue(item, [...path, index]));
    return isScalar(node) ? scalarValue(node) : null;
  }

  function objectOf(items: readonly Pair[], path: Path): Value {
    const own: Record<string, Value> = {};
    const merged: Record<string, Value> = {};
    for (const pair of items) {
      const name = keyOf(pair);
      if (name === '<<') Object.assign(merged, mergedOf(pair.value, path));
      else {
        keys.set(JSON.stringify([...path, name]), offsetOf(pair.key));
        define(own, name, readValue(pair.value, [...path, name]));
      }
    }
    return { ...merged, ...own };
  }

  function mergedOf(given: unknown, path: Path): Record<string, Value> {
    const node = isAlias(given) ? given.resolve(document) : given;
    const maps = isSeq(node) ? node.items.toReversed() : [node];
    return Object.assign({}, ...maps.map((map) => readValue(map, path))) as Record<string, Value>;
  }

  function keyOf({ key }: Pair): string {
    if (!isScalar(key)) throw fault(offsetOf(key), 'A key is a text here.');
    const value = scalarValue(key);
    return value === null ? '' : String(value);
  }

  const nearest = (from: ReadonlyMap<string, number>, path: Path): number => {
    for (let length = path.length; length >= 0; length -= 1) {
      const key = JSON.stringify(path.slice(0, length));
      const offset = (length === path.length ? from.get(key) : undefined) ?? places.get(key);
      if (offset !== undefined) return offset;
    }
    return 0;
  };
  const value = readValue(document.contents, []);
  return {
    value,
    placeOf: (path) => ({ file, offset: nearest(places, path) }),
    keyPlaceOf: (path) => ({ file, offset: nearest(keys, path) }),
  };
}

function scalarValue({ value, source }: Scalar): Value {
  if (typeof value === 'number' || typeof value === 'bigint')
    return typeof value === 'number' && (source === undefined || String(value) === source) ? value : String(source);
  return typeof value === 'string' || typeof value === 'boolean' ? value : null;
}

/** Assigned, `__proto__` would be no member. */
function define(object: Record<string, Value>, name: string, value: Value): void {
  Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}

function offsetOf(node: unknown): number {
  return typeof node === 'object' && node !== null && 'range' in node ? ((node as Node).range?.[0] ?? 0) : 0;
}
