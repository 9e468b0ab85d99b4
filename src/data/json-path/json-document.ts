import { randomUUID } from 'node:crypto';
import { isObject } from '../is-object.ts';
import { ExactNumber, numberOf } from './path-number.ts';

const stringOrNumber = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;
const mayBeExact = /\d{16}|\d\.\d*0(?!\d)|\d[eE]|\d\.\d{15}|-0/;

/** Parses JSON whose numbers keep all of their digits. */
export function parseDocument(text: string): unknown {
  if (!mayBeExact.test(text)) return JSON.parse(text);
  // Nobody else's text begins with it.
  const mark = `${randomUUID()}:`;
  const written = text.replace(stringOrNumber, (token) =>
    token.startsWith('"') || typeof numberOf(token) === 'number' ? token : `"${mark}${token}"`,
  );
  return JSON.parse(written, (_, value: unknown) =>
    typeof value === 'string' && value.startsWith(mark) ? numberOf(value.slice(mark.length)) : value,
  );
}

/** JSON of a value, its numbers as they are written. */
export function documentText(value: unknown): string {
  if (value instanceof ExactNumber) return value.text;
  if (Array.isArray(value)) return `[${value.map(documentText).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}:${documentText(member)}`);
  return `{${members.join(',')}}`;
}
