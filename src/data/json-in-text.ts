import type { Value } from './value.ts';

/** An object or a list that is written in a text is meant as what it says; whatever else a text holds is that text. */
export function jsonInText(value: Value): Value {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value) as Value;
  } catch {
    return value;
  }
}
