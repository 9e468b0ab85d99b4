/** What an output is called by its alias, without its quotes and in lower case. */
export function nameOfAlias(alias: string): string {
  return alias.replace(/^["'`]|["'`]$/g, '').toLowerCase();
}
