import { nameKey } from '../data/name-key.ts';
import { isBlank, isName, isOperator, isPunctuation, isWord, nameOf, type Token } from './token.ts';
import { tokenize } from './tokenize.ts';

/** What a query's text says of names that may be those of columns. */
export interface Mentions {
  /** Whether a column is named, of that table or of any. In doubt it is. */
  names(column: string, table?: MentionedTable): boolean;
  /** Whether the text asks that a column of that table equals a value, or one of several, that it writes out. */
  asks(column: string, table?: MentionedTable): boolean;
  /** Whether columns are chosen by a pattern over their names: `COLUMNS('a.*')`, `* LIKE 'a%'`. */
  readonly byPattern: boolean;
}

/** A table in a text: what it goes by, and what those go by that hold nothing of it. A subquery or a CTE may hold it. */
export interface MentionedTable {
  readonly alias: string;
  readonly others: readonly string[];
}

interface Mention {
  /** Undefined where the name may be a column of any table. */
  readonly alias: string | undefined;
  readonly isAsked: boolean;
}

export function mentionsIn(sql: string): Mentions {
  const tokens = tokenize(sql).filter((token) => !isBlank(token));
  const standing = new Map<string, number>();
  for (const [index, token] of tokens.entries()) {
    if (!isName(token) || isPunctuation(tokens[index + 1], '.')) continue;
    const name = nameOf(token).toLowerCase();
    standing.set(name, (standing.get(name) ?? 0) + 1);
  }
  const mentions = new Map<string, Mention[]>();
  for (const [index, token] of tokens.entries()) {
    if (!isName(token)) continue;
    const before = isPunctuation(tokens[index - 1], '.') ? tokens[index - 2] : undefined;
    const qualifier = isName(before) ? nameOf(before).toLowerCase() : undefined;
    // A name that stands more than once may be that of several tables.
    const alias = qualifier !== undefined && standing.get(qualifier) === 1 ? qualifier : undefined;
    const key = nameKey(nameOf(token));
    mentions.set(key, [...(mentions.get(key) ?? []), { alias, isAsked: isAsked(tokens, index) }]);
  }
  const of = (column: string, table: MentionedTable | undefined) => {
    const own = table?.alias.toLowerCase();
    const others = new Set(table?.others.map((other) => other.toLowerCase()));
    return (mentions.get(nameKey(column)) ?? []).filter(
      ({ alias }) => alias === undefined || alias === own || !others.has(alias),
    );
  };
  return {
    names: (column, table) => of(column, table).length > 0,
    asks: (column, table) => of(column, table).some((own) => own.isAsked),
    byPattern: tokens.some((_, index) => isPattern(tokens, index)),
  };
}

function isAsked(tokens: readonly Token[], index: number): boolean {
  const next = tokens[index + 1];
  if (isEquals(next)) return isValue(tokens, index + 2);
  if (isWord(next, 'in')) return isPunctuation(tokens[index + 2], '(') && isValue(tokens, index + 3);
  let start = index;
  while (isPunctuation(tokens[start - 1], '.')) start -= 2;
  return isEquals(tokens[start - 1]) && isValueBefore(tokens, start - 2);
}

function isEquals(token: Token | undefined): boolean {
  return isOperator(token, '=') || isOperator(token, '==');
}

/** A value that is written out, a parameter, or a list of them. */
function isValue(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  if (isWord(token, 'any')) return isPunctuation(tokens[index + 1], '(') && !isWord(tokens[index + 2], 'select');
  return isLiteral(token) || isWord(token, 'getvariable');
}

/** Whether a value ends there: `'x' =`, `getvariable('x') =`. */
function isValueBefore(tokens: readonly Token[], index: number): boolean {
  return isLiteral(tokens[index]) || isWord(tokens[index - 3], 'getvariable');
}

function isLiteral(token: Token | undefined): boolean {
  return token !== undefined && ['string', 'number', 'parameter'].includes(token.kind);
}

function isPattern(tokens: readonly Token[], index: number): boolean {
  const next = tokens[index + 1];
  if (isWord(tokens[index], 'columns')) return isPunctuation(next, '(') && !isOperator(tokens[index + 2], '*');
  return isOperator(tokens[index], '*') && isWord(next, 'like', 'ilike', 'similar', 'glob');
}
