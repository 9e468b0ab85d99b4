import { isIndex } from './json-pointer.ts';

/**
 * JSON as text that is the same for values that are the same: members in one order, no blanks, numbers in their shortest
 * form with all of their digits.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(inOrder(value)) ?? 'null';
}

/** The value itself where its members are in order already. Plain loops: every JSON cell of every row goes through here. */
function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    let items: unknown[] = value;
    for (let index = 0; index < value.length; index++) {
      const item = inOrder(value[index]);
      if (item === value[index]) continue;
      if (items === value) items = value.slice();
      items[index] = item;
    }
    return items;
  }
  const names = Object.keys(value);
  let isSorted = true;
  for (let index = 1; isSorted && index < names.length; index++) {
    isSorted = compareNames(names[index - 1] ?? '', names[index] ?? '') < 0;
  }
  if (!isSorted) names.sort(compareNames);
  const given = value as Readonly<Record<string, unknown>>;
  let members: Record<string, unknown> | undefined = isSorted ? undefined : {};
  for (let index = 0; index < names.length; index++) {
    const name = names[index] ?? '';
    const member = inOrder(given[name]);
    if (members === undefined && member === given[name]) continue;
    members ??= Object.fromEntries(names.slice(0, index).map((before) => [before, given[before]]));
    // Assigned, `__proto__` would be no member.
    if (name === '__proto__') Object.defineProperty(members, name, { value: member, enumerable: true });
    else members[name] = member;
  }
  return members ?? value;
}

/** As an object of JavaScript lists its members once they are added by their names: whole numbers come first. */
function compareNames(one: string, other: string): number {
  const difference = indexOf(one) - indexOf(other);
  return difference !== 0 ? difference : one < other ? -1 : one > other ? 1 : 0;
}

function indexOf(name: string): number {
  const first = name.charCodeAt(0);
  return first >= 48 && first <= 57 && isIndex(name) && Number(name) < 4294967295 ? Number(name) : 4294967295;
}

/** The same of JSON that is text already; undefined of text that is none. Of members of one name the last counts. */
export function canonicalJsonText(text: string): string | undefined {
  const tree = readJsonText(text);
  return tree === undefined ? undefined : writeJsonText(tree);
}

/** JSON whose plain values are still texts, with all digits that were written. */
export type JsonText = string | readonly JsonText[] | ReadonlyMap<string, JsonText>;

/** Reads JSON; undefined of text that is none. */
export function readJsonText(text: string): JsonText | undefined {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null|[[\]{}:,]/g) ?? [];
  let whole: JsonText | undefined;
  // Without calls within calls: JSON may nest deeper than the stack.
  const open: { readonly into: JsonText[] | Map<string, JsonText>; name?: string | undefined }[] = [];
  const place = (value: JsonText): void => {
    const around = open.at(-1);
    if (around === undefined) whole = value;
    else if (Array.isArray(around.into)) around.into.push(value);
    else {
      around.into.set(around.name ?? '', value);
      around.name = undefined;
    }
  };
  for (const token of tokens) {
    const around = open.at(-1);
    if (token === '[' || token === '{') {
      const into = token === '[' ? [] : new Map<string, JsonText>();
      place(into);
      open.push({ into });
    } else if (token === ']' || token === '}') open.pop();
    else if (token === ',' || token === ':') continue;
    else if (around !== undefined && !Array.isArray(around.into) && around.name === undefined)
      around.name = JSON.parse(token);
    else if (token.startsWith('"')) place(JSON.stringify(JSON.parse(token)));
    else place(/^[-\d]/.test(token) ? numberText(token) : token);
  }
  return whole;
}

/** Writes it, members in the order of `canonicalJson`. */
export function writeJsonText(tree: JsonText): string {
  const written: string[] = [];
  // What is yet to be written, the next last.
  const left: JsonText[] = [tree];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (typeof next === 'string') written.push(next);
    else if (isList(next)) {
      left.push(']');
      for (let index = next.length - 1; index >= 0; index -= 1) left.push(next[index] ?? '', index > 0 ? ',' : '[');
      if (next.length === 0) left.push('[');
    } else {
      const members = [...next].toSorted(([one], [other]) => compareNames(other, one));
      left.push('}');
      for (const [index, [name, member]] of members.entries())
        left.push(member, `${index === members.length - 1 ? '{' : ','}${JSON.stringify(name)}:`);
      if (members.length === 0) left.push('{');
    }
  }
  return written.join('');
}

function isList(tree: JsonText): tree is readonly JsonText[] {
  return Array.isArray(tree);
}

/** A number with all digits that were written, which a double may not hold. */
function numberText(text: string): string {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === '') return JSON.stringify(Number(text));
  const digits = fraction.replace(/0+$/, '');
  const number = Number(text);
  // As JSON.stringify writes it, where that is all of it.
  if (whole.length + digits.length <= 15) return JSON.stringify(number);
  return `${sign}${whole}${digits === '' ? '' : `.${digits}`}`;
}
