import type { ByteWriter } from '../wire/byte-writer.ts';
import { isForced } from './check-copy-options.ts';
import type { TypedColumn } from './columns.ts';
import type { CopyOptions } from './command.ts';

/** How COPY writes values so that they can be told from what stands between them. */
export interface Escaping {
  /** Whether all values have to be looked at, and not those alone that may hold any characters. */
  readonly isWary: boolean;
  /** Whether a value is written otherwise than it is: the one of a column that was written from there on, or a name. */
  mustEscape(out: ByteWriter, start: number, column: number | undefined): boolean;
  escaped(text: string): string;
}

const escapes: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
};

/** Of COPY's text format. */
export function textEscaping({ delimiter }: CopyOptions): Escaping {
  const marked = markedBytes([...Object.keys(escapes), delimiter]);
  return {
    isWary: mayBeInNumber(delimiter),
    mustEscape: (out, start) => out.holds(marked, start),
    escaped: (text) => [...text].map((one) => escapes[one] ?? (one === delimiter ? `\\${one}` : one)).join(''),
  };
}

/** Of CSV: what could be taken for something else stands in quotes, as does what reads like NULL. */
export function csvEscaping(columns: readonly TypedColumn[], options: CopyOptions): Escaping {
  const { delimiter, null: none, quote, escape: escaper, forceQuote } = options;
  const forced = columns.map(({ name }) => isForced(forceQuote, name));
  const marked = markedBytes([delimiter, quote, '\n', '\r']);
  const isText = (out: ByteWriter, start: number, text: string) =>
    out.length - start === Buffer.byteLength(text) && out.textFrom(start) === text;
  return {
    isWary: forced.includes(true) || [delimiter, quote, none].some(mayBeInNumber),
    mustEscape: (out, start, column) =>
      (column !== undefined && forced[column] === true) ||
      out.holds(marked, start) ||
      isText(out, start, none) ||
      (columns.length === 1 && isText(out, start, '\\.')),
    escaped(text) {
      const doubled = escaper === quote ? text : text.replaceAll(escaper, escaper + escaper);
      return quote + doubled.replaceAll(quote, escaper + quote) + quote;
    },
  };
}

/** Whether a text can be a part of a number, a truth value or a time. */
function mayBeInNumber(text: string): boolean {
  return /^[\w .:+-]+$/.test(text);
}

/** By each byte 1 where it is one of these characters. */
function markedBytes(characters: readonly string[]): Uint8Array {
  const marked = new Uint8Array(256);
  for (const character of characters) marked[character.charCodeAt(0)] = 1;
  return marked;
}
