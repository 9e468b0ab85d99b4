import { WireError } from '../protocols/wire-error.ts';

/** How the end of a body is known (RFC 9112, 6.3). */
export type BodyEnd = number | 'chunked' | 'close';

export interface ResponseHead {
  readonly status: number;
  /** By lower-case name; those that come several times are joined with a comma. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body's length, or what ends it. */
  readonly bodyEnd: BodyEnd;
  /** Whether the connection can be used again. */
  readonly keepsOpen: boolean;
}

/** The head of an answer to a request by this method. Throws a WireError for what is not HTTP/1.1 or 1.0. */
export function responseHead(text: string, method: string): ResponseHead {
  const lineEnd = text.indexOf('\r\n');
  const { status, isNewest } = text.startsWith(usualStart) ? usualStatus : statusOf(text, lineEnd);
  const headers = lineEnd === -1 ? {} : headersOf(text, lineEnd + 2);
  const bodyEnd = bodyEndOf(method, status, headers);
  const { connection = '' } = headers;
  const isPersistent = isNewest
    ? connection === '' || connection === 'keep-alive' || !/\bclose\b/i.test(connection)
    : /\bkeep-alive\b/i.test(connection);
  return { status, headers, bodyEnd, keepsOpen: isPersistent && bodyEnd !== 'close' };
}

interface Status {
  readonly status: number;
  /** HTTP/1.1, not 1.0. */
  readonly isNewest: boolean;
}

/** How nearly all answers begin. */
const usualStart = 'HTTP/1.1 200 ';
const usualStatus: Status = { status: 200, isNewest: true };

function statusOf(text: string, lineEnd: number): Status {
  const statusLine = lineEnd === -1 ? text : text.slice(0, lineEnd);
  const [, minor, code] = /^HTTP\/1\.([01]) ([1-9]\d\d)(?: |$)/.exec(statusLine) ?? [];
  if (code === undefined) throw new WireError('The answer is not HTTP/1.1');
  return { status: Number(code), isNewest: minor === '1' };
}

/** Names in lower case by how servers write them: they write few. */
const knownNames = new Map<string, string>();
const maximumKnown = 1_000;
const longestKnown = 100;
const mostRemembered = 50;

/** The name that is written with a colon behind it. */
function nameOf(written: string): string {
  const known = knownNames.get(written);
  if (known !== undefined) return known;
  const name = written.slice(0, -1).toLowerCase();
  if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(name)) throw new WireError('The answer holds a header without a name');
  if (knownNames.size < maximumKnown && written.length <= longestKnown) knownNames.set(written, name);
  return name;
}

/** The names of the last head as they were written, with their colons: most answers have the same ones in the same order. */
const lastWritten: string[] = [];

function headersOf(text: string, start: number): Record<string, string> {
  const headers: Record<string, string> = Object.create(null);
  let line = 0;
  for (let at = start; at < text.length; line += 1) {
    const next = text.indexOf('\r\n', at);
    const end = next === -1 ? text.length : next;
    let written = lastWritten[line];
    if (written === undefined || !text.startsWith(written, at)) {
      const colon = text.indexOf(':', at);
      if (colon === -1 || colon >= end || colon === at) throw new WireError('The answer holds a header without a name');
      written = text.slice(at, colon + 1);
      if (line < mostRemembered && written.length <= longestKnown) lastWritten[line] = written;
    }
    const name = nameOf(written);
    const value = text.slice(at + written.length, end).trim();
    const earlier = headers[name];
    headers[name] = earlier === undefined ? value : `${earlier}, ${value}`;
    at = end + 2;
  }
  return headers;
}

function bodyEndOf(method: string, status: number, headers: Readonly<Record<string, string>>): BodyEnd {
  if (method === 'HEAD' || status === 204 || status === 304 || status < 200) return 0;
  const encoding = headers['transfer-encoding'];
  if (encoding !== undefined) return /(^|[ ,])chunked$/i.test(encoding) ? 'chunked' : 'close';
  const told = headers['content-length'];
  if (told === undefined) return 'close';
  if (/^\d{1,15}$/.test(told)) return Number(told);
  // The same length may be told twice.
  const [length = '', ...others] = told.split(/ *, */);
  if (!/^\d{1,15}$/.test(length) || others.some((other) => other !== length)) {
    throw new WireError('The answer tells no length that can be');
  }
  return Number(length);
}
