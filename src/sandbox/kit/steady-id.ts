import { createHash } from 'node:crypto';

/** An id that always comes out the same for the same facts: for what AWS has before anybody asks for it. */
export function steadyId(prefix: string, ...facts: readonly string[]): string {
  return prefix + steadyHex(17, ...facts);
}

export function steadyHex(digits: number, ...facts: readonly string[]): string {
  return createHash('sha256').update(facts.join('\u0000')).digest('hex').slice(0, digits);
}
