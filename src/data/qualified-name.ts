/** The parts of a name as SQL writes it, quotes taken off: `"a.b".c.D AS x` -> a.b, c, D. */
export function qualifiedNameParts(name: string): readonly string[] {
  const parts: string[] = [];
  const part = /\s*(?:"((?:[^"]|"")*)"|([^."\s]+))\s*(\.)?/y;
  for (;;) {
    const match = part.exec(name);
    if (match === null) return parts;
    parts.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === undefined) return parts;
  }
}
