import type { Token } from './token.ts';

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

/** The text that a string token stands for. */
export function stringValue(token: Token): string {
  const { text } = token;
  if (text.startsWith('$')) {
    const fence = text.slice(0, text.indexOf('$', 1) + 1);
    return text.slice(fence.length, -fence.length);
  }
  if (text.startsWith("'")) return text.slice(1, -1).replaceAll("''", "'");
  return text
    .slice(2, -1)
    .replace(
      /''|\\(x[0-9a-fA-F]{1,2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{1,3}|[\s\S])/g,
      (match, escaped?: string) => {
        if (escaped === undefined) return "'";
        if (/^[0-7]/.test(escaped)) return String.fromCharCode(Number.parseInt(escaped, 8));
        if (escaped.length > 1) return String.fromCodePoint(Number.parseInt(escaped.slice(1), 16));
        return escapes[escaped] ?? match.slice(1);
      },
    );
}
