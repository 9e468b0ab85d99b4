import { closingIndex } from './closing-index.ts';
import { isName, isOperator, isPunctuation, isWord, type Token } from './token.ts';

/** A member of a column of JSON, as text and as it is written: `tags.team`. */
export interface ComparedMember {
  /** The column, whose type DuckDB knows. */
  readonly column: string;
  readonly written: string;
  readonly text: string;
}

/** What a member is compared with that is no literal, and the condition that says it. */
export interface OperandComparison {
  /** The index of its first token, where that is not the member's. */
  readonly start?: number;
  /** The index of the token after it. */
  readonly end: number;
  readonly condition: string;
}

/**
 * `tags.team IN (SELECT ...)`, `= ANY (...)`, `= v.team`: the text of a member beside the texts of other values, which DuckDB would
 * read as JSON and find nothing. Undefined where nothing of the kind stands.
 */
export function compareJsonOperand(
  sql: string,
  tokens: readonly Token[],
  start: number,
  member: ComparedMember,
): OperandComparison | undefined {
  const { column, written, text } = member;
  const asText = `(CASE WHEN typeof(${column}) = 'JSON' THEN ${text} ELSE CAST(${written} AS VARCHAR) END)`;
  const not = isWord(tokens[start], 'not') ? 1 : 0;
  if (isWord(tokens[start + not], 'in')) {
    const query = subqueryAt(sql, tokens, start + not + 1);
    return query && { end: query.end, condition: `(${asText} ${not === 1 ? 'NOT ' : ''}IN ${query.text})` };
  }
  const operator = comparisonAt(tokens, start);
  if (operator === undefined) return undefined;
  const after = tokens[start + 1];
  if (after?.kind === 'identifier' && isWord(after, 'any', 'some', 'all')) {
    const close = closingIndex(tokens, start + 2);
    const query = subqueryAt(sql, tokens, start + 2);
    if (close === undefined) return undefined;
    const list = query?.text ?? between(sql, tokens, start + 2, close);
    return { end: close + 1, condition: `(${asText} ${operator} ${after.text} ${list})` };
  }
  const end = endOfOperand(tokens, start + 1);
  if (end === undefined) return undefined;
  const operand = between(sql, tokens, start + 1, end - 1);
  return {
    end,
    condition: `(CASE WHEN typeof(${column}) = 'JSON' THEN ${text} ${operator} skyql_text(${operand}) ELSE ${written} ${operator} ${operand} END)`,
  };
}

/** The same where the member stands behind: `v.team = tags.team`, `'x' = tags.team`. */
export function compareOperandBefore(
  sql: string,
  tokens: readonly Token[],
  first: number,
  end: number,
  { column, written, text }: ComparedMember,
): OperandComparison | undefined {
  const operator = comparisonAt(tokens, first - 1);
  let start = first - 2;
  if (operator === undefined || !(isName(tokens[start]) || tokens[start]?.kind === 'string')) return undefined;
  while (isPunctuation(tokens[start - 1], '.') && isName(tokens[start - 2])) start -= 2;
  const [before, after] = [tokens[start - 1], tokens[end]];
  const isTighter = (token: Token | undefined) =>
    token?.kind === 'operator' || isPunctuation(token, '.') || isPunctuation(token, '[');
  if (isTighter(before) || isTighter(after)) return undefined;
  const operand = between(sql, tokens, start, first - 2);
  return {
    start,
    end,
    condition: `(CASE WHEN typeof(${column}) = 'JSON' THEN skyql_text(${operand}) ${operator} ${text} ELSE ${operand} ${operator} ${written} END)`,
  };
}

function comparisonAt(tokens: readonly Token[], start: number): string | undefined {
  return ['=', '<>', '!='].find((operator) => isOperator(tokens[start], operator));
}

/** A subquery in parentheses, its one column as text. */
function subqueryAt(
  sql: string,
  tokens: readonly Token[],
  opening: number,
): { readonly end: number; readonly text: string } | undefined {
  const close = closingIndex(tokens, opening);
  if (close === undefined || !isWord(tokens[opening + 1], 'select', 'with', 'from', 'values')) return undefined;
  const query = between(sql, tokens, opening, close);
  return { end: close + 1, text: `(SELECT skyql_text(v) FROM ${query} AS skyql_compared_with(v))` };
}

/** Where `v.team`, `lower(x)`, `tags ->> 'team'` or `(SELECT ...)` ends, if nothing that binds tighter than a comparison follows. */
function endOfOperand(tokens: readonly Token[], start: number): number | undefined {
  let end = start;
  if (isName(tokens[end]) && !isWord(tokens[end], 'case', 'not', 'null', 'true', 'false', 'array', 'interval')) {
    end += 1;
    while (isPunctuation(tokens[end], '.') && isName(tokens[end + 1])) end += 2;
  }
  if (isPunctuation(tokens[end], '(')) end = (closingIndex(tokens, end) ?? start - 1) + 1;
  while (end > start && takesApart(tokens[end]) && ['string', 'number'].includes(tokens[end + 1]?.kind ?? '')) end += 2;
  const next = tokens[end];
  if (end <= start || next?.kind === 'operator' || isPunctuation(next, '[') || isPunctuation(next, '.'))
    return undefined;
  return end;
}

/** `->` and `->>` as they stand after rewriting: they bind tighter than comparisons. */
export function takesApart(token: Token | undefined): boolean {
  return token?.kind === 'operator' && ['~>', '->>', '~@>', '~@>>'].includes(token.text.trim());
}

function between(sql: string, tokens: readonly Token[], first: number, last: number): string {
  const [from, to] = [tokens[first], tokens[last]];
  return from === undefined || to === undefined ? '' : sql.slice(from.offset, to.offset + to.text.length);
}
