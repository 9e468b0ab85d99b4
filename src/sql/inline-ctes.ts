import { isBlank, isName, isPunctuation, isWord, type Token } from './token.ts';
import { tokenize } from './tokenize.ts';

/**
 * The query with each CTE said to stand for its text: DuckDB keeps what is named several times as a table of its own, and its
 * plan then does not tell what is asked of the tables behind it. The rows are the same; a recursive query stays as it is.
 */
export function inlineCtes(sql: string): string {
  const tokens = tokenize(sql);
  if (tokens.some((token) => isWord(token, 'recursive'))) return sql;
  const whole = tokens.filter((token) => !isBlank(token));
  let text = '';
  let end = 0;
  for (const [index, token] of whole.entries()) {
    if (!isWord(token, 'as') || !followsCteName(whole, index)) continue;
    const [first, second] = [whole[index + 1], whole[index + 2]];
    const opening = isWord(first, 'materialized') ? second : isWord(first, 'not') ? undefined : first;
    if (!isPunctuation(opening, '(') || opening === undefined) continue;
    text += `${sql.slice(end, token.offset + token.text.length)} NOT MATERIALIZED `;
    end = opening.offset;
  }
  return text + sql.slice(end);
}

/** Whether `name AS` or `name (columns) AS` stands where WITH names its queries: after WITH, or after the comma behind one. */
function followsCteName(tokens: readonly Token[], index: number): boolean {
  let name = index - 1;
  if (isPunctuation(tokens[name], ')')) {
    let depth = 0;
    while (name >= 0) {
      if (isPunctuation(tokens[name], ')')) depth += 1;
      if (isPunctuation(tokens[name], '(') && --depth === 0) break;
      name -= 1;
    }
    name -= 1;
  }
  const before = tokens[name - 1];
  return isName(tokens[name]) && (isWord(before, 'with') || isPunctuation(before, ','));
}
