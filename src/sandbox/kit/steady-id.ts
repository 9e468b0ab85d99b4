import { createHash } from 'node:crypto';

/** An id that always comes out the same for the same facts: for what AWS has before anybody asks for it. */
export function steadyId(prefix: string, ...facts: readonly string[]): string {
  return prefix + steadyHex(17, ...facts);
}

/** As `steadyId`, in the form of a UUID. */
export function steadyUuid(...facts: readonly string[]): string {
  return steadyHex(32, ...facts).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export function steadyHex(digits: number, ...facts: readonly string[]): string {
  return createHash('sha256').update(facts.join('\u0000')).digest('hex').slice(0, digits);
}
