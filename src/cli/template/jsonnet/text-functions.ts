import { createHash } from 'node:crypto';
import type { Arguments, Builtins } from './builtin.ts';
import { formatted } from './format.ts';
import { joined } from './list-functions.ts';
import { jsonText } from './manifest.ts';
import { plainObject } from './objects.ts';
import { textOf } from './operators.ts';
import { arrayOf, isArray, type Value } from './value.ts';

const asText: Builtins[string] = ['a', (args) => textOf(args.value(0))];

/** The functions of texts: https://jsonnet.org/ref/stdlib.html#string */
export const textFunctions: Builtins = {
  toString: asText,
  format: ['str vals', (args) => formatted(args.text(0), args.value(1))],
  join: ['sep arr', (args) => joined(args.value(0), args.list(1))],
  deepJoin: ['arr', (args) => deepJoined(args.value(0))],
  lines: [
    'arr',
    (args) =>
      args
        .list(0)
        .elements.map((line) => `${textOf(line())}\n`)
        .join(''),
  ],
  split: ['str c', (args) => arrayOf(args.text(0).split(args.text(1)))],
  splitLimit: ['str c maxsplits', (args) => arrayOf(splitAtMost(args.text(0), args.text(1), args.number(2)))],
  splitLimitR: ['str c maxsplits', (args) => arrayOf(splitAtMostFromEnd(args.text(0), args.text(1), args.number(2)))],
  strReplace: ['str from to', (args) => args.text(0).split(args.text(1)).join(args.text(2))],
  substr: ['str from len', (args) => [...args.text(0)].slice(args.number(1), args.number(1) + args.number(2)).join('')],
  startsWith: ['a b', (args) => startsOrEnds(args, true)],
  endsWith: ['a b', (args) => startsOrEnds(args, false)],
  isEmpty: ['str', (args) => args.text(0) === ''],
  trim: ['str', (args) => stripped(args.text(0), ' \t\n\f\r\u0085\u00a0', true, true)],
  stripChars: ['str chars', (args) => stripped(args.text(0), args.text(1), true, true)],
  lstripChars: ['str chars', (args) => stripped(args.text(0), args.text(1), true, false)],
  rstripChars: ['str chars', (args) => stripped(args.text(0), args.text(1), false, true)],
  asciiUpper: ['str', (args) => args.text(0).replace(/[a-z]/g, (letter) => letter.toUpperCase())],
  asciiLower: ['str', (args) => args.text(0).replace(/[A-Z]/g, (letter) => letter.toLowerCase())],
  equalsIgnoreCase: ['str1 str2', (args) => args.text(0).toLowerCase() === args.text(1).toLowerCase()],
  stringChars: ['str', (args) => arrayOf([...args.text(0)])],
  findSubstr: ['pat str', (args) => arrayOf(placesOf(args.text(0), args.text(1)))],
  codepoint: ['str', (args) => args.text(0).codePointAt(0) ?? 0],
  char: ['n', (args) => String.fromCodePoint(args.number(0))],
  parseInt: ['str', (args) => number(args.text(0), /^-?\d+$/, 10)],
  parseHex: ['str', (args) => number(args.text(0), /^[\da-fA-F]+$/, 16)],
  parseOctal: ['str', (args) => number(args.text(0), /^[0-7]+$/, 8)],
  parseJson: ['str', (args) => fromData(JSON.parse(args.text(0)))],
  manifestJson: ['value', (args) => jsonText(args.value(0), { indent: '    ' })],
  manifestJsonEx: ['value indent newline? key_val_sep?', (args) => jsonText(args.value(0), { indent: args.text(1) })],
  manifestJsonMinified: ['value', (args) => jsonText(args.value(0), 'bare')],
  escapeStringJson: ['str', (args) => JSON.stringify(textOf(args.value(0)))],
  escapeStringPython: ['str', (args) => JSON.stringify(textOf(args.value(0)))],
  escapeStringBash: ['str', (args) => `'${textOf(args.value(0)).replaceAll("'", `'"'"'`)}'`],
  escapeStringDollars: ['str', (args) => textOf(args.value(0)).replaceAll('$', '$$$$')],
  base64: ['input', (args) => bytesOf(args).toString('base64')],
  base64Decode: ['str', (args) => Buffer.from(args.text(0), 'base64').toString('latin1')],
  base64DecodeBytes: ['str', (args) => arrayOf([...Buffer.from(args.text(0), 'base64')])],
  encodeUTF8: ['str', (args) => arrayOf([...Buffer.from(args.text(0), 'utf8')])],
  decodeUTF8: ['arr', (args) => bytesOf(args).toString('utf8')],
  md5: ['s', (args) => hash('md5', args)],
  sha1: ['s', (args) => hash('sha1', args)],
  sha256: ['s', (args) => hash('sha256', args)],
  sha512: ['s', (args) => hash('sha512', args)],
  sha3: ['s', (args) => hash('sha3-512', args)],
};

function hash(algorithm: string, args: Arguments): string {
  return createHash(algorithm).update(args.text(0)).digest('hex');
}

function deepJoined(value: Value): string {
  if (typeof value === 'string') return value;
  if (!isArray(value)) throw new Error('What is joined are lists and texts.');
  return value.elements.map((element) => deepJoined(element())).join('');
}

function splitAtMost(text: string, separator: string, most: number): readonly string[] {
  const parts = text.split(separator);
  return most < 0 || parts.length <= most + 1 ? parts : [...parts.slice(0, most), parts.slice(most).join(separator)];
}

function splitAtMostFromEnd(text: string, separator: string, most: number): readonly string[] {
  const parts = text.split(separator);
  const first = parts.length - most;
  return most < 0 || first <= 1 ? parts : [parts.slice(0, first).join(separator), ...parts.slice(first)];
}

function startsOrEnds(args: Arguments, atStart: boolean): boolean {
  return atStart ? args.text(0).startsWith(args.text(1)) : args.text(0).endsWith(args.text(1));
}

function stripped(text: string, characters: string, atStart: boolean, atEnd: boolean): string {
  const letters = [...text];
  const isStripped = (letter: string | undefined): boolean => letter !== undefined && characters.includes(letter);
  let [start, end] = [0, letters.length];
  while (atStart && start < end && isStripped(letters[start])) start += 1;
  while (atEnd && end > start && isStripped(letters[end - 1])) end -= 1;
  return letters.slice(start, end).join('');
}

/** The places of a text in another, overlapping ones too. */
function placesOf(wanted: string, text: string): readonly number[] {
  const [letters, own] = [[...text], [...wanted]];
  if (own.length === 0) return [];
  return letters.flatMap((_, at) => (own.every((letter, index) => letters[at + index] === letter) ? [at] : []));
}

function number(text: string, form: RegExp, base: number): number {
  if (!form.test(text)) throw new Error(`${JSON.stringify(text)} is no number of base ${base}.`);
  return Number.parseInt(text, base);
}

function bytesOf(args: Arguments): Buffer {
  const value = args.value(0);
  if (typeof value === 'string') return Buffer.from(value, 'latin1');
  return Buffer.from(args.list(0).elements.map((element) => Number(element())));
}

/** JSON's data as a value. */
function fromData(data: unknown): Value {
  if (Array.isArray(data)) return arrayOf(data.map(fromData));
  if (data === null || typeof data === 'boolean' || typeof data === 'number' || typeof data === 'string') return data;
  return plainObject(Object.entries(Object(data)).map(([name, value]) => [name, () => fromData(value)]));
}
