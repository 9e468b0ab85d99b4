/** A text as inline code, in which neither Markdown nor MDX reads anything; a table's `|` is escaped all the same. */
export function inlineCode(text: string): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  if (flat === '') return '``` ```';
  const longest = Math.max(0, ...[...flat.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const padding = flat.startsWith('`') || flat.endsWith('`') ? ' ' : '';
  return `${fence}${padding}${flat}${padding}${fence}`;
}

/** The same within a table. */
export function cellCode(text: string): string {
  return inlineCode(text).replaceAll('|', '\\|');
}
