/** A name without case, dashes and underscores. */
export function plainName(name: string): string {
  return name.replace(/[^a-z0-9]/gi, '').toLowerCase();
}

/** Whether two names are the same but for case, dashes and underscores: `VPCEndpoint` and `VpcEndpoint`. */
export function sameWord(one: string, other: string): boolean {
  return plainName(one) === plainName(other);
}
