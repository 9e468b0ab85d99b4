import type { Value } from './value.ts';

/**
 * Parses JSON. Whole numbers beyond those that a double holds become texts, so that no digit is lost, as other such numbers
 * of a result do. Throws a SyntaxError for text that is no JSON.
 */
export function parseExactly(text: string): Value {
  return JSON.parse(/\d{16}/.test(text) ? text.replace(stringOrNumber, exactly) : text) as Value;
}

const stringOrNumber = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;

function exactly(token: string): string {
  return /^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token;
}
