import { WireError } from '../wire-error.ts';
import { unescapeXml } from './xml-escapes.ts';

const lessThan = 0x3c;
const greaterThan = 0x3e;
const slash = 0x2f;
const exclamation = 0x21;
const question = 0x3f;
const colon = 0x3a;

/**
 * Walks through an XML document from start tag to start tag, holding no tree: the caller says at each element whether
 * it wants the children, the text, or nothing of it. Names come without their namespace prefix. Entities of a document
 * type are never read, so none can be expanded.
 */
export class XmlCursor {
  readonly #text: string;
  #at = 0;
  /** Whether the element that was entered last was of the form `<a/>` and its end is still to be told. */
  #isEmpty = false;
  /** Where the attributes of the element that was entered last stand. */
  #attributesFrom = 0;
  #attributesTo = 0;

  constructor(text: string) {
    this.#text = text;
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
    const text = this.#text;
    for (;;) {
      const tag = text.indexOf('<', this.#at);
      if (tag === -1) throw malformed();
      const next = text.charCodeAt(tag + 1);
      if (next === slash) {
        this.#at = this.#after('>', tag);
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

  /** The text of the current element, which is left; elements inside it are passed over. */
  text(): string {
    if (this.#isEmpty) {
      this.#isEmpty = false;
      return '';
    }
    const text = this.#text;
    const start = this.#at;
    const tag = text.indexOf('<', start);
    if (tag === -1) throw malformed();
    if (text.charCodeAt(tag + 1) === slash) {
      this.#at = this.#after('>', tag);
      return unescapeXml(text.slice(start, tag));
    }
    return this.#mixedText();
  }

  /** Leaves the current element. */
  skip(): void {
    let depth = 1;
    while (depth > 0) depth += this.enterChild() === undefined ? -1 : 1;
  }

  /** Whether the tag is `<name>`, without attributes. */
  #isPlainTag(tag: number, name: string): boolean {
    const text = this.#text;
    if (text.charCodeAt(tag + name.length + 1) !== greaterThan) return false;
    for (let index = 0; index < name.length; index += 1) {
      if (text.charCodeAt(tag + 1 + index) !== name.charCodeAt(index)) return false;
    }
    return true;
  }

  #enterTag(tag: number): string {
    const text = this.#text;
    let end = tag + 1;
    let start = end;
    for (;;) {
      const character = text.charCodeAt(end);
      if (character === greaterThan) {
        this.#at = end + 1;
        this.#attributesTo = 0;
        return text.slice(start, end);
      }
      if (character === slash || character <= 0x20 || Number.isNaN(character)) break;
      if (character === colon) start = end + 1;
      end += 1;
    }
    const name = text.slice(start, end);
    const close = this.#endOfTag(end);
    this.#isEmpty = text.charCodeAt(close - 1) === slash;
    this.#at = close + 1;
    this.#attributesFrom = end;
    this.#attributesTo = close;
    return name;
  }

  /** The place of the `>` that ends a tag; one inside an attribute's quotes does not. */
  #endOfTag(from: number): number {
    const text = this.#text;
    for (let at = from; at < text.length; at += 1) {
      const character = text.charCodeAt(at);
      if (character === greaterThan) return at;
      if (character === lessThan) throw malformed();
      if (character === 0x22 || character === 0x27) {
        at = text.indexOf(text.charAt(at), at + 1);
        if (at === -1) throw malformed();
      }
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
      const tag = text.indexOf('<', this.#at);
      if (tag === -1) throw malformed();
      collected += unescapeXml(text.slice(this.#at, tag));
      this.#at = tag;
      const next = text.charCodeAt(tag + 1);
      if (next === slash) {
        this.#at = this.#after('>', tag);
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

  #after(end: string, from: number): number {
    const at = this.#text.indexOf(end, from);
    if (at === -1) throw malformed();
    return at + end.length;
  }
}

function malformed(): WireError {
  return new WireError('The message body is not well-formed XML', { code: 'MalformedInput' });
}
