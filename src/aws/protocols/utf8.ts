import { isAscii } from 'node:buffer';
import { WireError } from './wire-error.ts';

const decoder = new TextDecoder('utf-8', { fatal: true });

/** The text of a body; broken UTF-8 is a WireError, never a replacement character. */
export function decodeUtf8(body: Uint8Array | string): string {
  if (typeof body === 'string') return body;
  // Nearly every body is ASCII, which V8 then keeps as one byte a character: scanning it takes half the time.
  if (isAscii(body)) return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1');
  try {
    return decoder.decode(body);
  } catch (cause) {
    throw new WireError('Invalid UTF-8 found in the message body', { cause });
  }
}

export function encodeUtf8(text: string): Uint8Array {
  return Buffer.from(text, 'utf8');
}
