import { randomUUID } from 'node:crypto';
import type { Value } from './value.ts';

/**
 * Parses JSON. Whole numbers beyond those that a double holds become texts, so that no digit is lost, as other such numbers
 * of a result do. Throws a SyntaxError for text that is no JSON.
 */
export function parseExactly(text: string): Value {
  return JSON.parse(hasManyDigits(text) ? text.replace(stringOrNumber, exactly) : text) as Value;
}

/** So many digits a number has at least that a double may not hold. */
const manyDigits = 16;

/** Whether so many digits stand side by side anywhere: one of them is found by looking at every sixteenth character. */
function hasManyDigits(text: string): boolean {
  for (let at = manyDigits - 1; at < text.length; at += manyDigits) {
    if (!isDigit(text, at)) continue;
    let first = at;
    while (first > 0 && isDigit(text, first - 1)) first -= 1;
    let last = at;
    while (last - first + 1 < manyDigits && isDigit(text, last + 1)) last += 1;
    if (last - first + 1 >= manyDigits) return true;
  }
  return false;
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0x30 && code <= 0x39;
}

const stringOrNumber = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;

function exactly(token: string): string {
  return /^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token;
}

/** Nobody else's text begins with it. Made when it is first needed: random bytes take half a millisecond of a start. */
let mark: string | undefined;

/** Stands for a whole number that a double does not hold, in what `stringifyExactly` writes. */
export function exactNumber(digits: string): string {
  mark ??= `${randomUUID()}:`;
  return mark + digits;
}

/** JSON, with the numbers of `exactNumber` as numbers, digit by digit. */
export function stringifyExactly(value: unknown): string {
  const text = JSON.stringify(value);
  return mark !== undefined && text.includes(mark) ? text.replace(new RegExp(`"${mark}(-?\\d+)"`, 'g'), '$1') : text;
}

/** A whole number that a text holds: a text again where a double would lose digits. Undefined for what is no whole number. */
export function wholeNumber(text: string): number | string | undefined {
  if (!/^[+-]?\d+$/.test(text)) return undefined;
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text.replace(/^\+/, '')).toString();
}

/** Whether a value is the text of a whole number that a double does not hold. */
export function isBigNumber(value: unknown): value is string {
  return typeof value === 'string' && /^-?\d{16,}$/.test(value) && !Number.isSafeInteger(Number(value));
}
