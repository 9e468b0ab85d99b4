/**
 * How many groups a regular expression has whose text can be had, as PostgreSQL writes one: `(` not behind a backslash, not in `[...]`,
 * and not `(?:`, `(?i)` and the like.
 */
export function groupCount(pattern: string): number {
  let count = 0;
  let isInClass = false;
  for (let index = 0; index < pattern.length; index += 1) {
    const character = pattern[index];
    if (character === '\\') index += 1;
    else if (isInClass) isInClass = character !== ']';
    else if (character === '[') isInClass = true;
    else if (character === '(' && pattern[index + 1] !== '?') count += 1;
  }
  return count;
}
