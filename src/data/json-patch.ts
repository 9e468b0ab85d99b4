import { isObject } from './is-object.ts';
import { isIndex, pointerKeys } from './json-pointer.ts';
import { sameJson } from './same-json.ts';
import type { Value } from './value.ts';

/** One operation of a JSON Patch (RFC 6902). */
export type PatchOperation =
  | { readonly op: 'add' | 'replace' | 'test'; readonly path: string; readonly value: Value }
  | { readonly op: 'remove'; readonly path: string }
  | { readonly op: 'move' | 'copy'; readonly from: string; readonly path: string };

/** A patch that is not one, or that does not fit the document. */
export class JsonPatchError extends Error {
  override readonly name = 'JsonPatchError';
}

/** Reads a patch document (RFC 6902). Throws {@link JsonPatchError} for anything else. */
export function parsePatch(text: string): readonly PatchOperation[] {
  let document: Value;
  try {
    document = JSON.parse(text);
  } catch {
    throw new JsonPatchError('the patch document is not JSON');
  }
  if (!Array.isArray(document)) throw new JsonPatchError('the patch document is not an array of operations');
  return document.map(patchOperation);
}

/** The most values and characters that copies may add to a document: a few lines of them would else fill the memory. */
const mostCopied = 1_000_000;

/** The document as the patch makes it; the one given stays as it is. All operations apply or none does. */
export function applyPatch(document: unknown, operations: readonly PatchOperation[]): unknown {
  let copied = 0;
  return operations.reduce<unknown>((before, operation) => {
    if (operation.op === 'copy') {
      copied += sizeOf(present(before, operation.from), mostCopied - copied);
      if (copied > mostCopied)
        throw new JsonPatchError(`the patch copies more than ${mostCopied} values and characters`);
    }
    return applyOperation(before, operation);
  }, document);
}

/** How many values and characters of texts there are in a value, counted as far as `most`. */
function sizeOf(value: unknown, most: number): number {
  const waiting = [value];
  let size = 0;
  for (let own = waiting.pop(); own !== undefined && size <= most; own = waiting.pop()) {
    size += typeof own === 'string' ? 1 + own.length : 1;
    if (typeof own === 'object' && own !== null) for (const inner of Object.values(own)) waiting.push(inner);
  }
  return size;
}

function patchOperation(given: Value): PatchOperation {
  if (!isObject(given)) throw new JsonPatchError('an operation of the patch document is not an object');
  const { op, path, from, value } = given;
  if (typeof path !== 'string') throw new JsonPatchError("an operation of the patch document has no 'path'");
  refuseNoPointer(path);
  switch (op) {
    case 'add':
    case 'replace':
    case 'test':
      if (value === undefined) throw new JsonPatchError(`the operation '${op}' at '${path}' has no 'value'`);
      return { op, path, value };
    case 'remove':
      return { op, path };
    case 'move':
    case 'copy':
      if (typeof from !== 'string') throw new JsonPatchError(`the operation '${op}' at '${path}' has no 'from'`);
      refuseNoPointer(from);
      if (op === 'move' && path.startsWith(`${from}/`)) throw new JsonPatchError(`'${from}' cannot move into itself`);
      return { op, from, path };
    default:
      throw new JsonPatchError(`'${String(op)}' is not an operation of JSON Patch`);
  }
}

function refuseNoPointer(path: string): void {
  try {
    pointerKeys(path);
  } catch (error) {
    throw new JsonPatchError(error instanceof Error ? error.message : String(error));
  }
}

function applyOperation(document: unknown, operation: PatchOperation): unknown {
  const { path } = operation;
  switch (operation.op) {
    case 'add':
      return add(document, path, operation.value);
    case 'remove':
      return remove(document, path);
    case 'replace':
      return replace(document, path, operation.value);
    case 'copy':
      return add(document, path, present(document, operation.from));
    case 'move': {
      const moved = present(document, operation.from);
      return operation.from === path ? document : add(remove(document, operation.from), path, moved);
    }
    case 'test':
      if (!sameJson(present(document, path), operation.value)) {
        throw new JsonPatchError(`the test at '${path}' failed`);
      }
      return document;
  }
}

function present(document: unknown, path: string): unknown {
  return pointerKeys(path).reduce((value, key) => child(value, key, path), document);
}

/** The document with what `edit` makes of the list or object that holds what the path leads to. */
function editParent(
  document: unknown,
  keys: readonly string[],
  path: string,
  edit: (parent: unknown, key: string) => unknown,
): unknown {
  const [key = '', ...rest] = keys;
  if (rest.length === 0) return edit(document, key);
  const inner = editParent(child(document, key, path), rest, path, edit);
  return Array.isArray(document) ? document.with(Number(key), inner) : withMember(document, key, inner);
}

function add(document: unknown, path: string, value: unknown): unknown {
  const keys = pointerKeys(path);
  if (keys.length === 0) return value;
  return editParent(document, keys, path, (parent, key) => {
    if (Array.isArray(parent)) {
      const index = key === '-' ? parent.length : arrayIndex(key, path);
      if (index > parent.length) throw noValue(path);
      return parent.toSpliced(index, 0, value);
    }
    if (!isObject(parent)) throw noValue(path);
    return withMember(parent, key, value);
  });
}

function remove(document: unknown, path: string): unknown {
  const keys = pointerKeys(path);
  if (keys.length === 0) throw new JsonPatchError('the whole document cannot be removed');
  return editParent(document, keys, path, (parent, key) => {
    child(parent, key, path);
    if (Array.isArray(parent)) return parent.toSpliced(Number(key), 1);
    return Object.fromEntries(Object.entries(Object(parent)).filter(([name]) => name !== key));
  });
}

function replace(document: unknown, path: string, value: unknown): unknown {
  const keys = pointerKeys(path);
  if (keys.length === 0) return value;
  return editParent(document, keys, path, (parent, key) => {
    child(parent, key, path);
    return Array.isArray(parent) ? parent.with(Number(key), value) : withMember(parent, key, value);
  });
}

function child(parent: unknown, key: string, path: string): unknown {
  const found = Array.isArray(parent)
    ? parent[arrayIndex(key, path)]
    : isObject(parent) && Object.hasOwn(parent, key)
      ? parent[key]
      : undefined;
  if (found === undefined) throw noValue(path);
  return found;
}

function arrayIndex(key: string, path: string): number {
  if (!isIndex(key)) throw new JsonPatchError(`'${key}' in the path '${path}' is not an array index`);
  return Number(key);
}

/** `Object.fromEntries` defines members, so that a key `__proto__` stays data. */
function withMember(parent: unknown, key: string, value: unknown): unknown {
  const entries: readonly (readonly [string, unknown])[] = Object.entries(Object(parent));
  const index = entries.findIndex(([name]) => name === key);
  return Object.fromEntries(index === -1 ? [...entries, [key, value]] : entries.with(index, [key, value]));
}

const noValue = (path: string) => new JsonPatchError(`there is nothing at the path '${path}'`);
