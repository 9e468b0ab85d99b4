import { WireError } from './wire-error.ts';

/** Escapes all but RFC 3986's unreserved characters, as SigV4 wants it. */
export function percentEncode(text: string): string {
  return encodeWellFormed(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function encodeWellFormed(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    // Half a surrogate pair has no UTF-8: it goes as U+FFFD, as it does in every other body.
    return encodeURIComponent(Buffer.from(text, 'utf8').toString('utf8'));
  }
}

export function percentDecode(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    throw new WireError('The request holds an escape sequence that is not UTF-8', { cause });
  }
}

/** Names and values of a query string or form; `+` is a space, as in every form. */
export function parseQueryString(text: string): (readonly [string, string])[] {
  const pairs: (readonly [string, string])[] = [];
  for (const part of text.split('&')) {
    if (part === '') continue;
    const equals = part.indexOf('=');
    const name = equals === -1 ? part : part.slice(0, equals);
    const value = equals === -1 ? '' : part.slice(equals + 1);
    pairs.push([percentDecode(name.replaceAll('+', ' ')), percentDecode(value.replaceAll('+', ' '))]);
  }
  return pairs;
}

export function formatQueryString(pairs: readonly (readonly [string, string])[]): string {
  return pairs.map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`).join('&');
}
