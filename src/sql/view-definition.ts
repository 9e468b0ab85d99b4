import { isPunctuation, isWord, textOf } from './token.ts';
import { tokenize } from './tokenize.ts';

export interface ViewDefinition {
  /** The names that the view gives its columns, with their brackets: `(a, b)`; empty unless it gives any. */
  readonly columns: string;
  readonly query: string;
}

/** Takes `CREATE VIEW name (columns) AS query;` apart, as duckdb_views() prints it. */
export function viewDefinition(text: string): ViewDefinition {
  const tokens = tokenize(text);
  let depth = 0;
  let columns = 0;
  for (const [index, token] of tokens.entries()) {
    if (isPunctuation(token, '(')) {
      if (depth === 0) columns = index;
      depth += 1;
    }
    if (isPunctuation(token, ')')) depth -= 1;
    if (depth !== 0 || !isWord(token, 'as')) continue;
    const named = columns === 0 ? '' : textOf(tokens.slice(columns, index)).trim();
    return {
      columns: named,
      query: textOf(tokens.slice(index + 1))
        .trim()
        .replace(/;\s*$/, ''),
    };
  }
  return { columns: '', query: text };
}
