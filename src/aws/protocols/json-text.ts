import { parseExactly } from '../../data/exact-json.ts';
import { decodeUtf8 } from './utf8.ts';
import { WireError } from './wire-error.ts';

/** Deeper than any message of AWS; beyond it a message is an attack on the stack. */
const maximumDepth = 200;

const quote = 0x22;
const backslash = 0x5c;
const openingBrace = 0x7b;

/** The JSON that a body holds, its great whole numbers as texts of their digits; a WireError where it is none, or is nested more deeply than any real message. */
export function parseJson(text: string): unknown {
  checkDepth(text);
  try {
    return parseExactly(text);
  } catch (cause) {
    throw new WireError('The message body is not valid JSON', { cause });
  }
}

const read = new WeakMap<Uint8Array, unknown>();

/** The JSON in the body of a message, where nothing stands for an empty structure. Several ask for that of a request: it is parsed once. */
export function jsonOfBody(body: Uint8Array | string): unknown {
  const known = typeof body === 'string' ? undefined : read.get(body);
  if (known !== undefined) return known;
  const json = jsonOfAnswer(body);
  if (typeof body !== 'string') read.set(body, json);
  return json;
}

/** The same of an answer, for which one alone asks. */
export function jsonOfAnswer(body: Uint8Array | string): unknown {
  const text = decodeUtf8(body);
  return text.charCodeAt(0) !== openingBrace && text.trim() === '' ? {} : parseJson(text);
}

function checkDepth(text: string): void {
  // A text with n braces and brackets can nest no deeper than n.
  if (countUpTo(text, '{', maximumDepth) + countUpTo(text, '[', maximumDepth) <= maximumDepth) return;
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charCodeAt(index);
    if (character === quote) index = endOfString(text, index);
    else if (character === 0x5b || character === 0x7b) {
      depth += 1;
      if (depth > maximumDepth) throw new WireError('The message body is nested too deeply');
    } else if (character === 0x5d || character === 0x7d) depth -= 1;
  }
}

/** How often a character comes; no further than one more than `most`. */
function countUpTo(text: string, character: string, most: number): number {
  let count = 0;
  for (let at = text.indexOf(character); at !== -1 && count <= most; at = text.indexOf(character, at + 1)) count += 1;
  return count;
}

function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1) {
    let backslashes = 0;
    while (text.charCodeAt(end - 1 - backslashes) === backslash) backslashes += 1;
    if (backslashes % 2 === 0) return end;
    end = text.indexOf('"', end + 1);
  }
  return text.length;
}
