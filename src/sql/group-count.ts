/** How many groups of a regular expression take apart what it finds: those with a name too. */
export function groupCount(expression: string): number {
  const groups = expression.replace(/\\./gs, '').replace(/\[\^?\]?[^\]]*\]/g, '');
  return groups.match(/\((?!\?)|\(\?P?<(?![=!])/g)?.length ?? 0;
}
