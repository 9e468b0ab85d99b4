/** A pattern as psql has it, `*image*`, in the words of LIKE. One without wildcards is the whole name. */
export function patternOf(written: string): string {
  return written.replaceAll('*', '%').replaceAll('?', '_');
}
