import { decodeUtf8 } from '../utf8.ts';
import { WireError } from '../wire-error.ts';
import { unescapeXml } from './xml-escapes.ts';

const lessThan = 0x3c;
const greaterThan = 0x3e;
const slash = 0x2f;
const exclamation = 0x21;
const question = 0x3f;
const colon = 0x3a;
const ampersand = 0x26;
const carriageReturn = 0x0d;

/**
 * Walks through an XML document from start tag to start tag, holding no tree: the caller says at each element whether
 * it wants the children, the text, or nothing of it. Names come without their namespace prefix. Entities of a document
 * type are never read, so none can be expanded.
 */
export class XmlCursor {
  readonly #text: string;
  /** The same text as numbers, one for each of its characters: reading these takes a fraction of asking the text for them. */
  readonly #codes: Uint8Array | Uint16Array;
  #at = 0;
  /** Whether the element that was entered last was of the form `<a/>` and its end is still to be told. */
  #isEmpty = false;
  /** Where the attributes of the element that was entered last stand. */
  #attributesFrom = 0;
  #attributesTo = 0;

  constructor(document: Uint8Array | string) {
    this.#text = decodeUtf8(document);
    // Of ASCII, which nearly every document is, the bytes are the characters.
    const isAscii = typeof document !== 'string' && document.length === this.#text.length;
    this.#codes = isAscii ? document : characterCodes(this.#text);
  }

  /** Whether there is nothing, not even a root element. */
  isBlank(): boolean {
    return this.#text.trim() === '';
  }

  /** Enters the document's root element. */
  enterRoot(): string {
    const name = this.enterChild();
    if (name === undefined) throw malformed();
    return name;
  }

  /**
   * Enters the next child of the current element, or leaves that element when there is none left. The name that is
   * expected, where it is right, is given back as it is: finding it costs neither a new text nor its hash.
   */
  enterChild(expected?: string): string | undefined {
    if (this.#isEmpty) {
      this.#isEmpty = false;
      return undefined;
    }
    const codes = this.#codes;
    for (;;) {
      const tag = this.#next(lessThan, this.#at);
      const next = codes[tag + 1];
      if (next === slash) {
        this.#at = this.#next(greaterThan, tag) + 1;
        return undefined;
      }
      if (next === exclamation || next === question) this.#at = this.#endOfMarkup(tag);
      else if (expected !== undefined && this.#isPlainTag(tag, expected)) {
        this.#at = tag + expected.length + 2;
        this.#attributesTo = 0;
        return expected;
      } else return this.#enterTag(tag);
    }
  }

  /** An attribute of the element that was entered last, by its name with its prefix: `xsi:type`. */
  attribute(name: string): string | undefined {
    if (this.#attributesTo <= this.#attributesFrom) return undefined;
    const attributes = this.#text.slice(this.#attributesFrom, this.#attributesTo);
    for (const [, found, double, single] of attributes.matchAll(/([^\s=/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
      if (found === name) return unescapeXml(double ?? single ?? '');
    }
    return undefined;
  }

  /**
   * The text of the current element, which is left; elements inside it are passed over. Where the element's name is given and right, its
   * end is not sought.
   */
  text(element?: string): string {
    if (this.#isEmpty) {
      this.#isEmpty = false;
      return '';
    }
    const codes = this.#codes;
    const start = this.#at;
    let isPlain = true;
    let tag = start;
    for (; tag < codes.length; tag += 1) {
      const code = codes[tag];
      if (code === lessThan) break;
      if (code === ampersand || code === carriageReturn) isPlain = false;
    }
    if (codes[tag + 1] !== slash) return this.#mixedText();
    this.#at = this.#afterEnd(tag, element);
    const text = this.#text.slice(start, tag);
    return isPlain ? text : unescapeXml(text);
  }

  /** Leaves the current element if its text is the one that is expected, and tells whether it was: no new text is made. */
  leaveText(expected: string, element: string): boolean {
    if (this.#isEmpty) return false;
    const codes = this.#codes;
    const end = this.#at + expected.length;
    if (codes[end] !== lessThan || codes[end + 1] !== slash) return false;
    for (let index = 0, at = this.#at; index < expected.length; index += 1, at += 1) {
      if (codes[at] !== expected.charCodeAt(index)) return false;
    }
    this.#at = this.#afterEnd(end, element);
    return true;
  }

  /** What stands behind an end tag, which most likely is `</name>`. */
  #afterEnd(tag: number, name: string | undefined): number {
    if (name !== undefined) {
      const close = tag + name.length + 2;
      if (this.#codes[close] === greaterThan && this.#codes[close - 1] === name.charCodeAt(name.length - 1))
        return close + 1;
    }
    return this.#next(greaterThan, tag) + 1;
  }

  /** Leaves the current element. */
  skip(): void {
    if (this.#isEmpty) {
      this.#isEmpty = false;
      return;
    }
    const codes = this.#codes;
    for (let depth = 1; depth > 0; ) {
      const tag = this.#next(lessThan, this.#at);
      const next = codes[tag + 1];
      if (next === slash) {
        this.#at = this.#next(greaterThan, tag) + 1;
        depth -= 1;
      } else if (next === exclamation || next === question) this.#at = this.#endOfMarkup(tag);
      else {
        const close = this.#endOfTag(tag + 1);
        this.#at = close + 1;
        if (codes[close - 1] !== slash) depth += 1;
      }
    }
  }

  /** Whether the tag is `<name>`, without attributes. */
  #isPlainTag(tag: number, name: string): boolean {
    const codes = this.#codes;
    if (codes[tag + name.length + 1] !== greaterThan) return false;
    for (let index = 0; index < name.length; index += 1) {
      if (codes[tag + 1 + index] !== name.charCodeAt(index)) return false;
    }
    return true;
  }

  #enterTag(tag: number): string {
    const codes = this.#codes;
    let end = tag + 1;
    let start = end;
    for (;;) {
      const code = codes[end];
      if (code === greaterThan) {
        this.#at = end + 1;
        this.#attributesTo = 0;
        return this.#text.slice(start, end);
      }
      if (code === undefined || code === slash || code <= 0x20) break;
      if (code === colon) start = end + 1;
      end += 1;
    }
    const name = this.#text.slice(start, end);
    const close = this.#endOfTag(end);
    this.#isEmpty = codes[close - 1] === slash;
    this.#at = close + 1;
    this.#attributesFrom = end;
    this.#attributesTo = close;
    return name;
  }

  /** The place of the `>` that ends a tag; one inside an attribute's quotes does not. */
  #endOfTag(from: number): number {
    const codes = this.#codes;
    for (let at = from; at < codes.length; at += 1) {
      const code = codes[at];
      if (code === greaterThan) return at;
      if (code === lessThan) throw malformed();
      if (code === 0x22 || code === 0x27) at = this.#next(code, at + 1);
    }
    throw malformed();
  }

  #endOfMarkup(tag: number): number {
    const text = this.#text;
    if (text.startsWith('<!--', tag)) return this.#after('-->', tag);
    if (text.startsWith('<![CDATA[', tag)) return this.#after(']]>', tag);
    if (text.startsWith('<?', tag)) return this.#after('?>', tag);
    return this.#after('>', tag);
  }

  #mixedText(): string {
    const text = this.#text;
    let collected = '';
    for (;;) {
      const tag = this.#next(lessThan, this.#at);
      collected += unescapeXml(text.slice(this.#at, tag));
      this.#at = tag;
      const next = this.#codes[tag + 1];
      if (next === slash) {
        this.#at = this.#next(greaterThan, tag) + 1;
        return collected;
      }
      if (next === exclamation || next === question) {
        this.#at = this.#endOfMarkup(tag);
        if (text.startsWith('<![CDATA[', tag)) collected += text.slice(tag + 9, this.#at - 3);
      } else {
        this.#enterTag(tag);
        this.skip();
      }
    }
  }

  /** Where the character stands next. Tags and texts are short: going through them takes less than having them searched. */
  #next(code: number, from: number): number {
    const codes = this.#codes;
    for (let at = from; at < codes.length; at += 1) if (codes[at] === code) return at;
    throw malformed();
  }

  #after(end: string, from: number): number {
    const at = this.#text.indexOf(end, from);
    if (at === -1) throw malformed();
    return at + end.length;
  }
}

function characterCodes(text: string): Uint16Array {
  const codes = new Uint16Array(text.length);
  Buffer.from(codes.buffer).write(text, 'utf16le');
  return codes;
}

function malformed(): WireError {
  return new WireError('The message body is not well-formed XML', { code: 'MalformedInput' });
}
