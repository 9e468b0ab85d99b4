import { isObject } from './is-object.ts';

/** The keys of a JSON Pointer (RFC 6901): `/a~1b/0` is `a/b` and within it `0`. Throws a SyntaxError for text that is none. */
export function pointerKeys(pointer: string): readonly string[] {
  if (pointer === '') return [];
  if (!pointer.startsWith('/')) throw new SyntaxError(`the path '${pointer}' does not start with '/'`);
  if (/~(?![01])/.test(pointer)) {
    throw new SyntaxError(`the path '${pointer}' has a '~' that is neither '~0' nor '~1'`);
  }
  return pointer
    .slice(1)
    .split('/')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The JSON Pointer (RFC 6901) of keys, the outermost first; one to a member within is appended to it. */
export function jsonPointer(keys: readonly string[]): string {
  return keys.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** What a JSON Pointer leads to; undefined where there is nothing. */
export function valueAtPointer(document: unknown, pointer: string): unknown {
  return pointerKeys(pointer).reduce<unknown>((value, key) => {
    if (Array.isArray(value)) return isIndex(key) ? value[Number(key)] : undefined;
    return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  }, document);
}

/** Whether a key names an element of a list: a number without leading zeros. */
export function isIndex(key: string): boolean {
  return /^(0|[1-9][0-9]*)$/.test(key);
}
