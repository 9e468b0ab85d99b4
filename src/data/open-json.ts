import { parseExactly } from './exact-json.ts';
import type { Value } from './value.ts';

/** JSON that an API sends as text, a policy for example, is opened; IAM writes it percent-encoded. */
export function openJson(value: Value): Value {
  if (typeof value !== 'string') return value;
  const text = /^%7B/i.test(value) ? decoded(value) : value;
  if (!/^\s*[{[]/.test(text)) return value;
  try {
    return parseExactly(text);
  } catch {
    return value;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
