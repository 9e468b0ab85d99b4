import { isBlank, isPunctuation, isWord, type Token, textOf } from './token.ts';
import { tokenize } from './tokenize.ts';

/**
 * The query with each `PIVOT source ON columns USING aggregates GROUP BY rows` as the SELECT that reads the same:
 * DuckDB does not explain a PIVOT whose values it must find in the data first.
 */
export function replacePivots(sql: string): string {
  const tokens = tokenize(sql);
  const start = tokens.findIndex(
    (token, index) => isWord(token, 'pivot', 'pivot_wider') && opensStatement(tokens, index),
  );
  if (start === -1) return sql;
  const end = statementEnd(tokens, start);
  const rest = replacePivots(textOf(tokens.slice(end)));
  return `${textOf(tokens.slice(0, start))}${selectOf(tokens.slice(start + 1, end))} ${rest}`;
}

/** `PIVOT t ON ...` begins a query; `t PIVOT (sum(a) FOR ...)` follows a table. */
function opensStatement(tokens: readonly Token[], index: number): boolean {
  const next = tokens.slice(index + 1).find((token) => !isBlank(token));
  const previous = tokens.slice(0, index).findLast((token) => !isBlank(token));
  return (
    previous === undefined ||
    isPunctuation(previous, '(') ||
    (isPunctuation(previous, ')') && !isPunctuation(next, '('))
  );
}

function statementEnd(tokens: readonly Token[], start: number): number {
  let depth = 0;
  for (let index = start; index < tokens.length; index++) {
    if (isPunctuation(tokens[index], '(')) depth++;
    if (isPunctuation(tokens[index], ')') && --depth < 0) return index;
    if (depth === 0 && isWord(tokens[index], 'order', 'limit', 'union', 'except', 'intersect')) return index;
  }
  return tokens.length;
}

function selectOf(tokens: readonly Token[]): string {
  const parts = { source: [] as Token[], on: [] as Token[], using: [] as Token[], group: [] as Token[] };
  let part: keyof typeof parts = 'source';
  let depth = 0;
  for (const token of tokens) {
    if (isPunctuation(token, '(')) depth++;
    if (isPunctuation(token, ')')) depth--;
    if (depth === 0 && isWord(token, 'on', 'using', 'group')) part = token.text.toLowerCase() as keyof typeof parts;
    else if (!(depth === 0 && part === 'group' && isWord(token, 'by'))) parts[part].push(token);
  }
  const source = textOf(parts.source).trim();
  // Without GROUP BY every column that is left groups the rows. DISTINCT says that a LIMIT is not one of the source's rows.
  if (parts.group.length === 0) return `SELECT DISTINCT * FROM ${source}`;
  const columns = [parts.on, parts.using, parts.group].map((list) => textOf(list).trim()).filter((text) => text !== '');
  return `SELECT ${columns.join(', ')} FROM ${source} GROUP BY ALL`;
}
