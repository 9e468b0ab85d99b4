/** An identifier as SQL reads it back, whatever is in it. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A string literal. For the few places where DuckDB takes no parameter (`json_serialize_plan` wants a constant). */
export function quoteLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

export function qualifiedName(parts: readonly string[]): string {
  return parts.map(quoteIdentifier).join('.');
}
