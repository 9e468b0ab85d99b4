import { matchesPattern } from './matches-pattern.ts';
import type { PropertySchema } from './resource-schema.ts';

/** What a text has to be; lengths are in characters. */
export type TextFacts = Pick<PropertySchema, 'enum' | 'pattern' | 'minLength' | 'maxLength'>;

/** Whether a text is of the length, of the values and of the pattern that are asked for. */
export function fitsText(text: string, facts: TextFacts): boolean {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern } = facts;
  const { length } = [...text];
  if (length < minLength || length > maxLength) return false;
  if (facts.enum !== undefined) return facts.enum.includes(text);
  return pattern === undefined || matchesPattern(text, pattern);
}
