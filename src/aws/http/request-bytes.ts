import { SkyqlError } from '../../errors/skyql-error.ts';
import type { HttpRequest } from '../protocols/protocol.ts';

/** Names that have been found right: a program sends few. */
const knownNames = new Set<string>();
const maximumKnown = 1_000;

/** A small body goes in one piece with the head. */
const largestJoined = 65_536;

/** A request as HTTP/1.1 sends it: in one piece, unless its body is large. */
export function requestBytes(
  { method, headers, body }: HttpRequest,
  target: string,
  further: Readonly<Record<string, string>>,
): readonly Uint8Array[] {
  const bodyLength = typeof body === 'string' ? Buffer.byteLength(body, 'utf8') : body.length;
  refuseBreaks(target);
  let head = `${method} ${target} HTTP/1.1\r\n`;
  let values = '';
  for (const name in headers) {
    const value = headers[name] ?? '';
    values += value;
    head += line(name, value);
  }
  for (const name in further) {
    if (headers[name] !== undefined) continue;
    const value = further[name] ?? '';
    values += value;
    head += line(name, value);
  }
  head += `content-length: ${bodyLength}\r\n\r\n`;
  // All at once, for it is what takes the longest.
  if (!plainCharacters.test(values)) throw unsendableValue({ ...further, ...headers });
  if (bodyLength > largestJoined) {
    return [Buffer.from(head, 'latin1'), typeof body === 'string' ? Buffer.from(body, 'utf8') : body];
  }
  const bytes = Buffer.allocUnsafe(head.length + bodyLength);
  bytes.write(head, 0, 'latin1');
  if (typeof body === 'string') bytes.write(body, head.length, 'utf8');
  else bytes.set(body, head.length);
  return [bytes];
}

function line(name: string, value: string): string {
  if (!knownNames.has(name)) {
    if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(name)) throw unsendable(`a header cannot be called ${JSON.stringify(name)}`);
    if (knownNames.size < maximumKnown) knownNames.add(name);
  }
  return `${name}: ${value}\r\n`;
}

/** HTTP has no way to say other characters in a header; a line break would begin another one. */
const plainCharacters = /^[\t\x20-\x7e\x80-\xff]*$/;

function unsendableValue(headers: HttpRequest['headers']): SkyqlError {
  const name = Object.keys(headers).find((own) => !plainCharacters.test(headers[own] ?? ''));
  return unsendable(`the header ${name} can hold plain characters alone`);
}

function refuseBreaks(target: string): void {
  if (!/^[\x21-\x7e\x80-\xff]+$/.test(target)) throw unsendable('its address holds what no address can');
}

function unsendable(why: string): SkyqlError {
  return new SkyqlError('INVALID_VALUE', `The request cannot be sent: ${why}.`);
}
