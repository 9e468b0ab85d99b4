/**
 * A call of one of the dialect's macros (engine/compatibility/sqlite/sqlite-macros.ts), each of which names its arguments many times.
 * What is itself made of macros, or is a query, is computed once before: within each other they would double with each level.
 */
export function macroCall(name: string, args: readonly string[], ...literals: readonly string[]): string {
  if (!args.some(isMade)) return `${name}(${[...args, ...literals].join(', ')})`;
  const parts = args.filter((arg) => !isLiteral(arg));
  const taken = args.map((arg) => (isLiteral(arg) ? arg : `struct_extract(skyql_parts, ${parts.indexOf(arg) + 1})`));
  // Functions, not brackets: DuckDB binds what stands in [...] twice.
  return (
    `list_extract(list_transform(list_value(row(${parts.join(', ')})), ` +
    `lambda skyql_parts: ${name}(${[...taken, ...literals].join(', ')})), 1)`
  );
}

function isMade(sql: string): boolean {
  return /\bskyql_(?!parts\b|choice\b)|\bselect\b/i.test(sql.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"/g, ''));
}

function isLiteral(sql: string): boolean {
  return /^\(*(?:'(?:[^']|'')*'|[\d.]+|null|true|false)(?:::\w+)?\)*$/i.test(sql);
}

/** Whether computing it fails in no row: a name or a literal. */
export function isHarmless(sql: string): boolean {
  return isLiteral(sql) || /^[\s()]*(?:[\w.]|"(?:[^"]|"")*")+[\s()]*$/.test(sql);
}
