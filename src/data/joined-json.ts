import { canonicalJsonText } from './canonical-json.ts';

/**
 * What PostgreSQL's `||` makes of two values of JSON: of two objects one with the members of both, of which the second's
 * count, of all else a list, in which a value that is none stands for itself. Undefined where a text is no JSON.
 */
export function joinedJson(one: string, other: string): string | undefined {
  const first = canonicalJsonText(one);
  const second = canonicalJsonText(other);
  if (first === undefined || second === undefined) return undefined;
  if (first.startsWith('{') && second.startsWith('{')) return canonicalJsonText(`{${inside(first, second)}}`);
  return `[${inside(listOf(first), listOf(second))}]`;
}

function listOf(json: string): string {
  return json.startsWith('[') ? json : `[${json}]`;
}

function inside(...texts: readonly string[]): string {
  return texts
    .map((text) => text.slice(1, -1))
    .filter((text) => text !== '')
    .join(',');
}
