import { matchesInTime } from '../data/match-in-time.ts';

const compiled = new Map<string, RegExp | undefined>();

/**
 * Whether a text holds what a schema's pattern looks for. Patterns are Java's: one that JavaScript cannot read, or would
 * read otherwise, or that takes longer than anybody waits, says nothing.
 */
export function matchesPattern(text: string, pattern: string): boolean {
  if (!compiled.has(pattern)) compiled.set(pattern, compile(pattern));
  const expression = compiled.get(pattern);
  return expression === undefined || (matchesInTime(expression, text) ?? true);
}

function compile(pattern: string): RegExp | undefined {
  const [flagged = '', letters = ''] = /^\(\?([is]+)\)/.exec(pattern) ?? [];
  const plain = anchored(pattern.slice(flagged.length));
  try {
    return new RegExp(plain, `u${letters}`);
  } catch {
    // Without the flag JavaScript takes escapes that need none, but would read a class of Unicode as plain letters.
    if (/\\[pPx]\{|&&|\[\[:/.test(plain)) return undefined;
  }
  try {
    return new RegExp(plain, letters);
  } catch {
    return undefined;
  }
}

/** JavaScript would read Java's anchors of the whole text, `\A` and `\Z`, as letters. */
function anchored(pattern: string): string {
  return pattern.replace(/\\(.)/gs, (escaped, letter: string) =>
    letter === 'A' ? '^' : letter === 'Z' || letter === 'z' ? '$' : escaped,
  );
}
