import type { WireValue } from '../../../aws/service-model.ts';

export type PatchOperation =
  | { readonly op: 'add' | 'replace' | 'test'; readonly path: string; readonly value: WireValue }
  | { readonly op: 'remove'; readonly path: string }
  | { readonly op: 'move' | 'copy'; readonly from: string; readonly path: string };

/** A patch that is not one, or that does not fit the document. */
export class JsonPatchError extends Error {
  override readonly name = 'JsonPatchError';
}

/** Reads a patch document (RFC 6902). Throws {@link JsonPatchError} for anything else. */
export function parsePatch(text: string): readonly PatchOperation[] {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw new JsonPatchError('the patch document is not JSON');
  }
  if (!Array.isArray(document)) throw new JsonPatchError('the patch document is not an array of operations');
  return document.map(patchOperation);
}

/** The document as the patch makes it; the one given stays as it is. All operations apply or none does. */
export function applyPatch(document: WireValue, operations: readonly PatchOperation[]): WireValue {
  return operations.reduce(applyOperation, document);
}

/** Whether two JSON values say the same; the order of an object's keys does not matter (RFC 6902, 4.6). */
export function equalJson(left: WireValue | undefined, right: WireValue | undefined): boolean {
  if (left === right) return true;
  if (left === undefined || right === undefined) return false;
  if (isArray(left)) {
    return isArray(right) && left.length === right.length && left.every((item, index) => equalJson(item, right[index]));
  }
  if (!isObject(left) || !isObject(right)) return false;
  const keys = Object.keys(left).filter((key) => left[key] !== undefined);
  const others = Object.keys(right).filter((key) => right[key] !== undefined);
  return (
    keys.length === others.length && keys.every((key) => Object.hasOwn(right, key) && equalJson(left[key], right[key]))
  );
}

/** The keys of a JSON pointer (RFC 6901). Throws {@link JsonPatchError} for text that is none. */
export function pointerKeys(pointer: string): readonly string[] {
  if (pointer === '') return [];
  if (!pointer.startsWith('/')) throw new JsonPatchError(`the path '${pointer}' does not start with '/'`);
  if (/~(?![01])/.test(pointer))
    throw new JsonPatchError(`the path '${pointer}' has a '~' that is neither '~0' nor '~1'`);
  return pointer
    .slice(1)
    .split('/')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function patchOperation(given: unknown): PatchOperation {
  if (!isObject(given)) throw new JsonPatchError('an operation of the patch document is not an object');
  const { op, path, from, value } = given;
  if (typeof path !== 'string') throw new JsonPatchError("an operation of the patch document has no 'path'");
  pointerKeys(path);
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
      pointerKeys(from);
      if (op === 'move' && path.startsWith(`${from}/`)) throw new JsonPatchError(`'${from}' cannot move into itself`);
      return { op, from, path };
    default:
      throw new JsonPatchError(`'${String(op)}' is not an operation of JSON Patch`);
  }
}

function applyOperation(document: WireValue, operation: PatchOperation): WireValue {
  const keys = pointerKeys(operation.path);
  switch (operation.op) {
    case 'add':
      return add(document, keys, operation.value, operation.path);
    case 'remove':
      return remove(document, keys, operation.path);
    case 'replace':
      return replace(document, keys, operation.value, operation.path);
    case 'copy':
      return add(document, keys, valueAt(document, operation.from), operation.path);
    case 'move': {
      const moved = valueAt(document, operation.from);
      return operation.from === operation.path
        ? document
        : add(remove(document, pointerKeys(operation.from), operation.from), keys, moved, operation.path);
    }
    case 'test':
      if (!equalJson(valueAt(document, operation.path), operation.value)) {
        throw new JsonPatchError(`the test at '${operation.path}' failed`);
      }
      return document;
  }
}

function valueAt(document: WireValue, path: string): WireValue {
  let value = document;
  for (const key of pointerKeys(path)) value = child(value, key, path);
  return value;
}

function child(value: WireValue, key: string, path: string): WireValue {
  const found = isArray(value) ? value[arrayIndex(key, value.length - 1, path)] : ownMember(value, key);
  if (found === undefined) throw noValue(path);
  return found;
}

function ownMember(value: WireValue, key: string): WireValue | undefined {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** The document with what `edit` makes of the container that `keys` leads to. */
function editParent(
  document: WireValue,
  keys: readonly string[],
  path: string,
  edit: (parent: WireValue, key: string) => WireValue,
): WireValue {
  const [key = '', ...rest] = keys;
  if (rest.length === 0) return edit(document, key);
  const inner = editParent(child(document, key, path), rest, path, edit);
  if (isArray(document)) return document.with(arrayIndex(key, document.length - 1, path), inner);
  return withMember(document, key, inner);
}

function add(document: WireValue, keys: readonly string[], value: WireValue, path: string): WireValue {
  if (keys.length === 0) return value;
  return editParent(document, keys, path, (parent, key) => {
    if (isArray(parent)) {
      return parent.toSpliced(key === '-' ? parent.length : arrayIndex(key, parent.length, path), 0, value);
    }
    if (!isObject(parent)) throw noValue(path);
    return withMember(parent, key, value);
  });
}

function remove(document: WireValue, keys: readonly string[], path: string): WireValue {
  if (keys.length === 0) throw new JsonPatchError('the whole document cannot be removed');
  return editParent(document, keys, path, (parent, key) => {
    child(parent, key, path);
    if (isArray(parent)) return parent.toSpliced(Number(key), 1);
    return isObject(parent) ? Object.fromEntries(Object.entries(parent).filter(([name]) => name !== key)) : parent;
  });
}

function replace(document: WireValue, keys: readonly string[], value: WireValue, path: string): WireValue {
  if (keys.length === 0) return value;
  return editParent(document, keys, path, (parent, key) => {
    child(parent, key, path);
    return isArray(parent) ? parent.with(Number(key), value) : withMember(parent, key, value);
  });
}

/** `Object.fromEntries` defines members, so a key `__proto__` stays data. */
function withMember(parent: WireValue, key: string, value: WireValue): WireValue {
  const entries = Object.entries(parent ?? {});
  const index = entries.findIndex(([name]) => name === key);
  return Object.fromEntries(index === -1 ? [...entries, [key, value]] : entries.with(index, [key, value])) as WireValue;
}

function arrayIndex(key: string, largest: number, path: string): number {
  if (!/^(0|[1-9][0-9]*)$/.test(key)) throw new JsonPatchError(`'${key}' in the path '${path}' is not an array index`);
  const index = Number(key);
  if (index > largest) throw noValue(path);
  return index;
}

const noValue = (path: string) => new JsonPatchError(`there is nothing at the path '${path}'`);

function isArray(value: unknown): value is readonly WireValue[] {
  return Array.isArray(value);
}

function isObject(value: unknown): value is { readonly [key: string]: WireValue | undefined } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
