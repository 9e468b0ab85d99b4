/** A few texts of a few characters, which are any of ASCII but the one that no text of SQL can hold. */
export function randomWords(next: () => number): readonly string[] {
  const character = () => String.fromCharCode(1 + Math.floor(next() * 127));
  const [first, second, third] = [character(), character(), character()];
  return [first, `a${first}`, `${first}${second}`, `${first.toUpperCase()}${third}b`, third];
}
