import type { Value } from '../../data/value.ts';

/** What stands in the place of a value that is known only once its resource is there. */
export const unknownMark = (address: string): string => `(known after ${address} is there)`;

const pattern = /\(known after [\w.-]+ is there\)/;

/** The mark in a value of which a part is known only later. */
export function unknownIn(value: Value | undefined): string | undefined {
  return pattern.exec(typeof value === 'string' ? value : JSON.stringify(value ?? null))?.[0];
}
