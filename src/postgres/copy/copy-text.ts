import { PostgresError } from '../errors/postgres-error.ts';
import type { CopyOptions } from '../statements/command.ts';
import { utf8 } from '../wire/byte-reader.ts';
import type { CopyReader, CopyRow } from './copy-row.ts';
import { HeldBytes } from './held-bytes.ts';

const newline = 0x0a;
const controls: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** COPY's text format: a line a row, backslashes before what would be read otherwise. */
export class CopyText implements CopyReader {
  readonly #delimiter: string;
  readonly #null: string;
  readonly #held = new HeldBytes();
  /** The lines of a row whose last one ends in a backslash. */
  #continued: string[] = [];
  #line = 0;
  #isEnded = false;
  #hasReturns: boolean | undefined;

  constructor({ delimiter, null: none }: CopyOptions) {
    this.#delimiter = delimiter;
    this.#null = none;
  }

  *read(data: Buffer): Iterable<CopyRow> {
    const all = this.#held.with(data);
    if (all === undefined) return;
    const end = all.lastIndexOf(newline) + 1;
    this.#held.hold(all.subarray(end));
    // A line ends where no other character of UTF-8 can go on.
    if (end > 0) yield* this.#lines(utf8(all.subarray(0, end - 1)).split('\n'));
  }

  *end(): Iterable<CopyRow> {
    const rest = this.#held.take();
    if (rest.length > 0) yield* this.#lines(utf8(rest).replace(/\n$/, '').split('\n'));
    if (this.#continued.length > 0) yield* this.#row(`${this.#continued.join('\n')}\n`);
  }

  *#lines(lines: readonly string[]): Iterable<CopyRow> {
    for (const own of lines) {
      if (this.#isEnded) return;
      this.#hasReturns ??= own.endsWith('\r');
      const line = this.#hasReturns && own.endsWith('\r') ? own.slice(0, -1) : own;
      this.#continued.push(line);
      // A backslash at the end makes the end of the line a part of the value.
      if (backslashesAtEnd(line) % 2 === 1) continue;
      const row = this.#continued.join('\n');
      this.#continued = [];
      yield* this.#row(row);
    }
  }

  *#row(line: string): Iterable<CopyRow> {
    this.#line += 1;
    if (line === '\\.') {
      this.#isEnded = true;
      return;
    }
    if (line.includes('\r'))
      throw new PostgresError('22P04', 'literal carriage return found in data', {
        hint: 'Use "\\r" to represent carriage return.',
        detail: `line ${this.#line}`,
      });
    const fields = line.includes('\\') ? splitEscaped(line, this.#delimiter) : line.split(this.#delimiter);
    yield {
      line: this.#line,
      values: fields.map((field) => (field === this.#null ? null : field.includes('\\') ? unescaped(field) : field)),
    };
  }
}

function backslashesAtEnd(line: string): number {
  let count = 0;
  while (line[line.length - 1 - count] === '\\') count += 1;
  return count;
}

function splitEscaped(line: string, delimiter: string): readonly string[] {
  const fields: string[] = [];
  let start = 0;
  for (let index = 0; index < line.length; index += 1) {
    if (line[index] === '\\') index += 1;
    else if (line[index] === delimiter) {
      fields.push(line.slice(start, index));
      start = index + 1;
    }
  }
  return [...fields, line.slice(start)];
}

/** `\t` and the like, `\101` and `\x41` as bytes; any other character stands for itself. */
function unescaped(field: string): string {
  const bytes = /\\(?:[0-7]|x[0-9a-f])/i.test(field);
  const text = (bytes ? Buffer.from(field).toString('latin1') : field).replace(
    /\\(?:([0-7]{1,3})|x([0-9a-f]{1,2})|([\s\S]))/gi,
    (_, octal?: string, hex?: string, letter = '') => {
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
      if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
      return controls[letter] ?? letter;
    },
  );
  return bytes ? utf8(Buffer.from(text, 'latin1')) : text;
}
