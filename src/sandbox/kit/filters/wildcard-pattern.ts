/** `*` stands for any text, `?` for one character, a backslash takes the next character literally. */
export function wildcardPattern(text: string): RegExp {
  const source = text.replace(/\\(.)|[\s\S]/g, (found: string, escaped: string | undefined) => {
    if (escaped !== undefined) return escapeCharacter(escaped);
    if (found === '*') return '[\\s\\S]*';
    if (found === '?') return '[\\s\\S]';
    return escapeCharacter(found);
  });
  return new RegExp(`^${source}$`, 'u');
}

function escapeCharacter(character: string): string {
  return /[\^$\\.*+?()[\]{}|/]/.test(character) ? `\\${character}` : character;
}
