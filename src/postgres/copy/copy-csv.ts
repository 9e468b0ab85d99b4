import { PostgresError } from '../errors/postgres-error.ts';
import { isForced } from '../statements/check-copy-options.ts';
import type { CopyOptions } from '../statements/command.ts';
import { utf8 } from '../wire/byte-reader.ts';
import type { CopyReader, CopyRow } from './copy-row.ts';
import { HeldBytes } from './held-bytes.ts';

interface Field {
  readonly text: string;
  readonly isQuoted: boolean;
}

/** COPY's CSV: values in quotes may hold delimiters, quotes and ends of lines. `columns` are those that the rows are for. */
export class CopyCsv implements CopyReader {
  readonly #options: CopyOptions;
  readonly #columns: readonly string[];
  readonly #plain: RegExp;
  readonly #held = new HeldBytes();
  #text = '';
  #line = 1;
  #isEnded = false;

  constructor(options: CopyOptions, columns: readonly string[]) {
    this.#options = options;
    this.#columns = columns;
    const special = [options.delimiter, options.quote, '\n', '\r'].map((one) => `\\u${hex(one)}`).join('');
    this.#plain = new RegExp(`[^${special}]*`, 'y');
  }

  *read(data: Buffer): Iterable<CopyRow> {
    const all = this.#held.with(data);
    if (all === undefined) return;
    const end = wholeCharacters(all);
    this.#text = utf8(all.subarray(0, end));
    const left = yield* this.#rows(false);
    this.#held.hold(all.subarray(end - Buffer.byteLength(left)));
  }

  *end(): Iterable<CopyRow> {
    this.#text = utf8(this.#held.take());
    yield* this.#rows(true);
  }

  /** Gives the text behind the last row that is whole. */
  *#rows(isLast: boolean): Generator<CopyRow, string, void> {
    let start = 0;
    while (start < this.#text.length && !this.#isEnded) {
      const record = this.#record(start, isLast);
      if (record === undefined) break;
      const { fields, end } = record;
      const [first, second] = fields;
      if (first?.text === '\\.' && !first.isQuoted && second === undefined) this.#isEnded = true;
      else yield { line: this.#line, values: fields.map((field, index) => this.#value(field, index)) };
      this.#line += linesIn(this.#text, start, end);
      start = end;
    }
    return this.#isEnded ? '' : this.#text.slice(start);
  }

  #value({ text, isQuoted }: Field, index: number): string | null {
    const { null: none, forceNull, forceNotNull } = this.#options;
    const column = this.#columns[index] ?? '';
    if (text !== none || (isQuoted && !isForced(forceNull, column))) return text;
    return !isQuoted && isForced(forceNotNull, column) ? text : null;
  }

  /** One record from there on; undefined while more of it is to come. */
  #record(start: number, isLast: boolean): { readonly fields: readonly Field[]; readonly end: number } | undefined {
    const { delimiter, quote } = this.#options;
    const all = this.#text;
    const fields: Field[] = [];
    let text = '';
    let isQuoted = false;
    let index = start;
    for (;;) {
      this.#plain.lastIndex = index;
      text += this.#plain.exec(all)?.[0] ?? '';
      index = this.#plain.lastIndex;
      const letter = all[index];
      if (letter === undefined && !isLast) return undefined;
      if (letter === quote) {
        const quoted = this.#quoted(index + 1, isLast);
        if (quoted === undefined) return undefined;
        text += quoted.text;
        index = quoted.end;
        isQuoted = true;
        continue;
      }
      if (letter === '\r') {
        if (all[index + 1] === undefined && !isLast) return undefined;
        if (all[index + 1] !== '\n') throw wrong('unquoted carriage return found in data', this.#line);
      }
      fields.push({ text, isQuoted });
      if (letter !== delimiter) return { fields, end: Math.min(all.length, index + (letter === '\r' ? 2 : 1)) };
      text = '';
      isQuoted = false;
      index += 1;
    }
  }

  /** What stands up to the quote that closes. */
  #quoted(start: number, isLast: boolean): { readonly text: string; readonly end: number } | undefined {
    const { quote, escape: escaper } = this.#options;
    const all = this.#text;
    let text = '';
    let copied = start;
    for (let index = start; index < all.length; index += 1) {
      const letter = all[index];
      if (letter !== quote && letter !== escaper) continue;
      const next = all[index + 1];
      if (next === undefined && !isLast) return undefined;
      if (letter === escaper && (next === quote || next === escaper)) {
        text += all.slice(copied, index) + next;
        index += 1;
        copied = index + 1;
      } else if (letter === quote) return { text: text + all.slice(copied, index), end: index + 1 };
    }
    if (isLast) throw wrong('unterminated CSV quoted field', this.#line);
    return undefined;
  }
}

/** Up to where bytes are whole characters of UTF-8. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(4, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 0;
    if (length > 0) return length > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

function linesIn(text: string, start: number, end: number): number {
  let lines = 0;
  for (let index = text.indexOf('\n', start); index !== -1 && index < end; index = text.indexOf('\n', index + 1))
    lines += 1;
  return lines;
}

function hex(character: string): string {
  return character.charCodeAt(0).toString(16).padStart(4, '0');
}

function wrong(message: string, line: number): PostgresError {
  return new PostgresError('22P04', message, { detail: `line ${line}` });
}
