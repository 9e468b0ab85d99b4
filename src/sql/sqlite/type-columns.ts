import { closingIndex } from '../closing-index.ts';
import { standsInFrom } from '../stands-in-from.ts';
import {
  endsOperand,
  isBlank,
  isName,
  isOperator,
  isPunctuation,
  isWord,
  nameOf,
  type Token,
  textOf,
} from '../token.ts';
import { tokenize } from '../tokenize.ts';
import { comparisonOperators } from './comparisons.ts';

/** Types of columns by their names, in small letters. */
export type ColumnTypes = ReadonlyMap<string, string>;

export interface KnownColumns {
  /** Of the names that have one type in all resources of the statement. */
  readonly types: ColumnTypes;
  /** Of each resource, by its alias in small letters. */
  readonly byAlias: ReadonlyMap<string, ColumnTypes>;
}

/**
 * A statement of the dialect over resources whose columns are known: what its macros would decide by the types of columns each time
 * that DuckDB binds them, which takes longer than all else, stands decided. A name that may mean something else stays as it is.
 */
export function typeColumns(sql: string, known: KnownColumns): string {
  if (!sql.includes('skyql_')) return sql;
  const tokens = tokenize(sql).filter((token) => !isBlank(token));
  if (mayRenameColumns(tokens)) return sql;
  const columns = new Columns(tokens, known);
  let text = '';
  let end = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.offset < end) continue;
    const closing = isName(token) ? closingIndex(tokens, index + 1) : undefined;
    const last = closing === undefined ? undefined : tokens[closing];
    if (closing === undefined || last === undefined) continue;
    const decided = columns.decided(nameOf(token), argumentsOf(tokens.slice(index + 2, closing)));
    if (decided === undefined) continue;
    text += `${sql.slice(end, token.offset)}${decided}`;
    end = last.offset + last.text.length;
  }
  return text + sql.slice(end);
}

/** Functions of FROM and lists of columns have names of their own, and so have the sides of a UNION types. */
function mayRenameColumns(tokens: readonly Token[]): boolean {
  return tokens.some(
    (token, index) =>
      isWord(token, 'union', 'except', 'intersect', 'values', 'pivot', 'unpivot') ||
      (isPunctuation(token, ')') && isWord(tokens[index + 1], 'as') && isPunctuation(tokens[index + 2], '(')) ||
      (isName(token) && isPunctuation(tokens[index + 1], '(') && standsInFrom(tokens, index)),
  );
}

function argumentsOf(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const found: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (isPunctuation(token, '(') || isPunctuation(token, '[')) depth++;
    if (isPunctuation(token, ')') || isPunctuation(token, ']')) depth--;
    if (depth === 0 && isPunctuation(token, ',')) found.push([]);
    else found.at(-1)?.push(token);
  }
  return found;
}

class Columns {
  readonly #known: KnownColumns;
  /** Names that the statement gives. */
  readonly #given: ReadonlySet<string>;

  constructor(tokens: readonly Token[], known: KnownColumns) {
    this.#known = known;
    this.#given = new Set(
      tokens.flatMap((token, index) => {
        const before = tokens[index - 1];
        const isAlias = isName(token) && (isWord(before, 'as') || (index > 0 && endsOperand(before)));
        return isAlias ? [nameOf(token).toLowerCase()] : [];
      }),
    );
  }

  /** A call of a macro as what it comes to; undefined where that hangs on more than is known. */
  decided(macro: string, given: readonly (readonly Token[])[]): string | undefined {
    const [one = [], other = []] = given;
    const [type, otherType] = [this.#typeOf(one), this.#typeOf(other)];
    if (type === undefined) return undefined;
    const operator = given.length === 4 ? comparisonOperators[macro] : undefined;
    if (operator !== undefined)
      return type === otherType && comparable.has(type) ? `(${textOf(one)} ${operator} ${textOf(other)})` : undefined;
    return given.length === 1 ? forms[macro]?.[type]?.(textOf(one)) : undefined;
  }

  /** The type of a column as it stands, of a text, and of a whole number as the dialect writes it. */
  #typeOf(tokens: readonly Token[]): string | undefined {
    if (closingIndex(tokens, 0) === tokens.length - 1) return this.#typeOf(tokens.slice(1, -1));
    const [first, second, third, more] = tokens;
    if (first === undefined || more !== undefined) return undefined;
    if (first.kind === 'string') return second === undefined && first.text.startsWith("'") ? 'VARCHAR' : undefined;
    if (first.kind === 'number') return isOperator(second, '::') && isWord(third, 'bigint') ? 'BIGINT' : undefined;
    if (!isName(first)) return undefined;
    if (second === undefined) return this.#typeIn(this.#known.types, first);
    const table = this.#known.byAlias.get(nameOf(first).toLowerCase());
    return isPunctuation(second, '.') && isName(third) && table !== undefined ? this.#typeIn(table, third) : undefined;
  }

  #typeIn(types: ColumnTypes, column: Token): string | undefined {
    const name = nameOf(column).toLowerCase();
    return this.#given.has(name) ? undefined : types.get(name);
  }
}

/** Two values of one of these types compare by DuckDB's rules and SQLite's alike. */
const comparable: ReadonlySet<string> = new Set(['VARCHAR', 'BIGINT', 'DOUBLE', 'BOOLEAN']);

const itself = (value: string): string => value;
const asText = (value: string): string => `(${value})::VARCHAR`;
const lettered = (letter: string) => (value: string) => `('${letter}' || ${asText(value)})`;

/** What the macros of one value come to (engine/compatibility/sqlite/sqlite-macros.ts). */
const forms: Readonly<Record<string, Readonly<Record<string, (value: string) => string>>>> = {
  skyql_text: { VARCHAR: itself, BIGINT: asText },
  skyql_encoded: {
    VARCHAR: lettered('t'),
    BIGINT: lettered('i'),
    DOUBLE: lettered('r'),
    BOOLEAN: lettered('b'),
    JSON: lettered('v'),
    TIMESTAMPTZ: lettered('z'),
  },
  skyql_truth: { BOOLEAN: itself },
  skyql_integer: { BIGINT: itself },
  skyql_real: { DOUBLE: itself },
};
