/**
 * The regular expression of a pattern of SIMILAR TO in standard SQL, which PostgreSQL has: `%` and `_` are wildcards, `\\` takes
 * a letter as itself, and of a regular expression there are `| * + ? {} () []` alone.
 *
 * @example
 * similarExpression('golden-(x86|arm)%'); // '(?s)golden-(x86|arm).*'
 */
export function similarExpression(pattern: string): string {
  const parts = pattern.match(/\\.|\[\^?\]?[^\]]*\]|./gsu) ?? [];
  return `(?s)${parts.map(partOf).join('')}`;
}

function partOf(part: string): string {
  if (part === '%') return '.*';
  if (part === '_') return '.';
  if (part.length > 1 && part.startsWith('\\')) return part.slice(1).replace(/[^\p{L}\p{N}_]/gu, '\\$&');
  return '.^$'.includes(part) ? `\\${part}` : part;
}
