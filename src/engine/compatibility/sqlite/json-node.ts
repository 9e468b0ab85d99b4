import { isObject } from '../../../data/is-object.ts';
import { type Argument, integerOrReal, realText, type SqliteValue } from './sqlite-value.ts';

/** JSON with its numbers and texts as they are written: SQLite gives `1.0` and `\u0041` back so. */
export type JsonNode =
  | { readonly kind: 'object'; readonly members: readonly (readonly [key: string, value: JsonNode])[] }
  | { readonly kind: 'array'; readonly elements: readonly JsonNode[] }
  | { readonly kind: 'text' | 'number' | 'word'; readonly written: string };

/** Throws for what is no JSON, as SQLite does. */
export function parseJson(text: string): JsonNode {
  return new Reader(text).whole();
}

const blank = /[ \t\n\r]*/y;
const scalar =
  /"(?:[ !#-[\]-\u{10ffff}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/uy;
const mostDepth = 1000;

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): JsonNode {
    const node = this.#value(0);
    if (this.#at < this.#text.length) throw malformed();
    return node;
  }

  #value(depth: number): JsonNode {
    if (depth > mostDepth) throw malformed();
    this.#skip();
    const node = this.#takes('{') ? this.#object(depth) : this.#takes('[') ? this.#array(depth) : this.#scalar();
    this.#skip();
    return node;
  }

  #object(depth: number): JsonNode {
    const members: (readonly [string, JsonNode])[] = [];
    this.#skip();
    if (this.#takes('}')) return { kind: 'object', members };
    do {
      this.#skip();
      const key = this.#scalar();
      if (key.kind !== 'text') throw malformed();
      this.#skip();
      if (!this.#takes(':')) throw malformed();
      members.push([key.written, this.#value(depth + 1)]);
    } while (this.#takes(','));
    if (!this.#takes('}')) throw malformed();
    return { kind: 'object', members };
  }

  #array(depth: number): JsonNode {
    const elements: JsonNode[] = [];
    this.#skip();
    if (this.#takes(']')) return { kind: 'array', elements };
    do elements.push(this.#value(depth + 1));
    while (this.#takes(','));
    if (!this.#takes(']')) throw malformed();
    return { kind: 'array', elements };
  }

  #scalar(): { readonly kind: 'text' | 'number' | 'word'; readonly written: string } {
    scalar.lastIndex = this.#at;
    const written = scalar.exec(this.#text)?.[0];
    if (written === undefined) throw malformed();
    this.#at = scalar.lastIndex;
    return { kind: written.startsWith('"') ? 'text' : /^[-\d]/.test(written) ? 'number' : 'word', written };
  }

  #skip(): void {
    blank.lastIndex = this.#at;
    blank.test(this.#text);
    this.#at = blank.lastIndex;
  }

  #takes(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }
}

function malformed(): Error {
  return new Error('malformed JSON');
}

export function jsonText(node: JsonNode): string {
  switch (node.kind) {
    case 'object':
      return `{${node.members.map(([key, value]) => `${key}:${jsonText(value)}`).join(',')}}`;
    case 'array':
      return `[${node.elements.map(jsonText).join(',')}]`;
    default:
      return node.written;
  }
}

/** A value as JSON: a text that was made as JSON is what it is, another one is a JSON string. */
export function nodeOf(argument: Argument): JsonNode {
  if (argument === null) return { kind: 'word', written: 'null' };
  if (isObject(argument)) return parseJson(String(argument.json));
  if (typeof argument === 'string') return { kind: 'text', written: JSON.stringify(argument) };
  return { kind: 'number', written: typeof argument === 'number' ? numberText(argument) : String(argument) };
}

function numberText(value: number): string {
  return Number.isFinite(value) ? realText(value) : `${value < 0 ? '-' : ''}9e999`;
}

/** What SQLite's json_extract makes of a node: true and false are 1 and 0, null is NULL, lists and objects are JSON. */
export function extracted(node: JsonNode): Argument {
  if (node.kind === 'object' || node.kind === 'array') return { json: jsonText(node) };
  return scalarOf(node.kind, node.written);
}

function scalarOf(kind: 'text' | 'number' | 'word', written: string): SqliteValue {
  if (kind === 'text') return textIn(written);
  if (kind === 'word') return written === 'null' ? null : written === 'true' ? 1n : 0n;
  return /[.eE]/.test(written) ? Number(written) : integerOrReal(BigInt(written));
}

/** The text that a JSON string stands for. */
export function textIn(written: string): string {
  return String(JSON.parse(written));
}

/** https://www.sqlite.org/json1.html#jtype */
export function jsonTypeOf(node: JsonNode): string {
  if (node.kind === 'word') return node.written;
  if (node.kind !== 'number') return node.kind;
  return /[.eE]/.test(node.written) ? 'real' : 'integer';
}
