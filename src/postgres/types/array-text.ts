import { PostgresError } from '../errors/postgres-error.ts';

/** Values of an array as PostgreSQL writes them: `{1,NULL,"a b"}`. */
export function arrayText(values: readonly ArrayItem[]): string {
  return `{${values.map(elementText).join(',')}}`;
}

function elementText(value: ArrayItem): string {
  if (value === null) return 'NULL';
  if (typeof value !== 'string') return arrayText(value);
  const isPlain = value !== '' && !/[{}",\\\s]/.test(value) && !/^null$/i.test(value);
  return isPlain ? value : `"${value.replace(/["\\]/g, '\\$&')}"`;
}

/** A text, NULL, or an array of these. */
export type ArrayItem = string | null | readonly ArrayItem[];

const deepest = 6;

/** Reads `{1,{2,"a"},NULL}`. Throws 22P02 for what is no array. */
export function readArrayText(text: string): readonly ArrayItem[] {
  let offset = text.search(/\S/);
  // Bounds in front: `[0:1]={1,2}`.
  const bounds = /^\s*(?:\[-?\d+:-?\d+\])+=/.exec(text);
  if (bounds !== null) offset = bounds[0].length;
  const array = readArray(1);
  skipBlank();
  if (offset < text.length) throw malformed(text);
  return array;

  function readArray(depth: number): readonly ArrayItem[] {
    if (text[offset] !== '{' || depth > deepest) throw malformed(text);
    offset += 1;
    const items: ArrayItem[] = [];
    skipBlank();
    if (text[offset] === '}') {
      offset += 1;
      return items;
    }
    for (;;) {
      skipBlank();
      items.push(text[offset] === '{' ? readArray(depth + 1) : readItem());
      skipBlank();
      const end = text[offset];
      offset += 1;
      if (end === '}') return items;
      if (end !== ',') throw malformed(text);
    }
  }

  function readItem(): string | null {
    if (text[offset] === '"') return readQuoted();
    const start = offset;
    while (offset < text.length && !/[,{}"]/.test(text[offset] ?? '')) offset += text[offset] === '\\' ? 2 : 1;
    const raw = text.slice(start, offset).trim();
    if (raw === '') throw malformed(text);
    return /^null$/i.test(raw) ? null : raw.replace(/\\([\s\S])/g, '$1');
  }

  function readQuoted(): string {
    let value = '';
    for (offset += 1; offset < text.length; offset += 1) {
      const character = text[offset] ?? '';
      if (character === '"') {
        offset += 1;
        return value;
      }
      if (character === '\\') offset += 1;
      value += text[offset] ?? '';
    }
    throw malformed(text);
  }

  function skipBlank(): void {
    while (/\s/.test(text[offset] ?? '')) offset += 1;
  }
}

function malformed(text: string): PostgresError {
  return new PostgresError('22P02', `malformed array literal: "${text.slice(0, 100)}"`);
}
