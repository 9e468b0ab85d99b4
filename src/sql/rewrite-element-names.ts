import { closingIndex } from './closing-index.ts';
import { isSelectItem } from './is-select-item.ts';
import { standsInFrom } from './stands-in-from.ts';
import { isBlank, isName, isPunctuation, isWord, nameOf, type Token } from './token.ts';

/** Functions of FROM with one column, which PostgreSQL lets a query name by the function's alias alone. */
const elementFunctions = new Set([
  'jsonb_array_elements',
  'jsonb_array_elements_text',
  'json_array_elements',
  'json_array_elements_text',
  'jsonb_object_keys',
  'json_object_keys',
  'jsonb_path_query',
  'jsonb_path_query_tz',
  'string_to_array',
  'regexp_split_to_table',
]);

/** Functions of FROM that SQLite and PostgreSQL let a query name by their own name where they have no alias. */
const namedFunctions = new Set([
  ...elementFunctions,
  'json_each',
  'jsonb_each',
  'json_tree',
  'json_each_text',
  'jsonb_each_text',
]);

/** `FROM t, json_each(t.tags) WHERE json_each.value = ...`: DuckDB wants the alias written. */
export function rewriteFunctionNames(tokens: readonly Token[]): readonly Token[] {
  const significant = tokens.filter((token) => !isBlank(token));
  const qualifiers = new Set(
    significant.filter((token, index) => isName(token) && isPunctuation(significant[index + 1], '.')).map(lowerName),
  );
  const closings = new Map<Token, string>();
  significant.forEach((token, index) => {
    if (!isName(token) || !qualifiers.has(lowerName(token)) || !namedFunctions.has(lowerName(token))) return;
    const before = significant[index - 1];
    if (!isPunctuation(before, ',') && !isWord(before, 'from', 'join', 'lateral')) return;
    const close = closingIndex(significant, index + 1);
    const closing = close === undefined ? undefined : significant[close];
    const next = close === undefined ? undefined : significant[close + 1];
    const isFree = !isName(next) || (isWord(next, ...afterTable) && !isWord(next, 'as'));
    if (closing !== undefined && isFree) closings.set(closing, nameOf(token));
  });
  return tokens.flatMap((token): readonly Token[] => {
    const alias = closings.get(token);
    return alias === undefined
      ? [token]
      : [token, { kind: 'identifier', text: ` AS ${alias}`, offset: token.offset + 1 }];
  });
}

/** `FROM t, jsonb_array_elements(t.tags) AS e WHERE e ->> 'Key' = ...`: `e` alone is the element, `e.value` to DuckDB. */
export function rewriteElementNames(tokens: readonly Token[]): readonly Token[] {
  const significant = tokens.filter((token) => !isBlank(token));
  const aliases = new Map<string, Set<Token>>();
  const scopes = new Map<string, Set<Token>>();
  significant.forEach((token, index) => {
    if (!isName(token) || !elementFunctions.has(lowerName(token)) || !standsInFrom(significant, index)) return;
    const alias = aliasToken(significant, index + 1);
    if (alias === undefined) return;
    const name = lowerName(alias);
    const others = aliases.get(name) ?? new Set();
    // What the function is given is a column of what stands before it, also where the alias has its name.
    for (const part of significant.slice(index, significant.indexOf(alias) + 1)) others.add(part);
    for (const part of namedElsewhere(significant, index)) others.add(part);
    aliases.set(name, others);
    scopes.set(name, new Set([...(scopes.get(name) ?? []), ...queryAround(significant, index)]));
  });
  if (aliases.size === 0) return tokens;
  const uses = new Set(
    significant.filter((token, index) => {
      const definitions = isName(token) ? aliases.get(lowerName(token)) : undefined;
      if (definitions === undefined || definitions.has(token) || !scopes.get(lowerName(token))?.has(token))
        return false;
      const before = significant[index - 1];
      const after = significant[index + 1];
      return (
        !isPunctuation(before, '.') &&
        !isWord(before, 'as', 'collate') &&
        !isPunctuation(after, '.') &&
        !isPunctuation(after, '(')
      );
    }),
  );
  // A column that is the element alone has the alias's name.
  const items = new Set(
    significant.filter((token, index) => uses.has(token) && isSelectItem(significant, index, index + 1)),
  );
  return tokens.flatMap((token): readonly Token[] => {
    if (!uses.has(token)) return [token];
    const named: Token = { ...token, text: ` AS ${token.text}` };
    return [{ ...token, text: `${token.text}.value` }, ...(items.has(token) ? [named] : [])];
  });
}

/** The innermost query in brackets that an index stands in, in which alone an alias of its FROM is known; else the whole statement. */
function queryAround(tokens: readonly Token[], index: number): readonly Token[] {
  let depth = 0;
  for (let at = index - 1; at >= 0; at--) {
    if (isPunctuation(tokens[at], ')')) depth++;
    if (!isPunctuation(tokens[at], '(') || depth-- > 0) continue;
    if (isWord(tokens[at + 1], 'select', 'with', 'from')) return tokens.slice(at, closingIndex(tokens, at));
    depth = 0;
  }
  return tokens;
}

/** DuckDB's own functions of FROM with one column, which has the function's name there. */
const valueFunctions = new Set(['unnest', 'range', 'generate_series']);

/**
 * `FROM unnest(a) AS e`: to PostgreSQL `e` is the column, to DuckDB the whole row, a structure. The column is named, where
 * the statement does not use DuckDB's own name for it.
 */
export function nameValueColumns(tokens: readonly Token[]): readonly Token[] {
  const significant = tokens.filter((token) => !isBlank(token));
  const columns = new Map<Token, string>();
  significant.forEach((token, index) => {
    if (!isName(token) || !valueFunctions.has(lowerName(token)) || !standsInFrom(significant, index)) return;
    const close = closingIndex(significant, index + 1);
    if (close === undefined) return;
    const isNumbered = isWord(significant[close + 1], 'with') && isWord(significant[close + 2], 'ordinality');
    const alias = aliasAfter(significant, isNumbered ? close + 3 : close + 1);
    if (alias === undefined || usesName(significant, lowerName(token))) return;
    columns.set(alias, isNumbered ? `${alias.text}, ordinality` : alias.text);
  });
  return tokens.flatMap((token): readonly Token[] => {
    const names = columns.get(token);
    return names === undefined
      ? [token]
      : [token, { kind: 'identifier', text: `(${names})`, offset: token.offset + token.text.length }];
  });
}

function usesName(tokens: readonly Token[], name: string): boolean {
  return tokens.some(
    (token, index) => isName(token) && lowerName(token) === name && !isPunctuation(tokens[index + 1], '('),
  );
}

/** Tokens before a function of FROM where its alias is not known: subqueries of FROM, and names of columns behind a table's alias. */
function namedElsewhere(tokens: readonly Token[], end: number): readonly Token[] {
  return tokens.slice(0, end).flatMap((token, index) => {
    const before = tokens[index - 1];
    const isSubquery = isPunctuation(token, '(') && isWord(before, 'from', 'join');
    const isColumnList =
      isPunctuation(token, '(') &&
      isName(before) &&
      (isWord(tokens[index - 2], 'as') || isPunctuation(tokens[index - 2], ')'));
    const close = isSubquery || isColumnList ? closingIndex(tokens, index) : undefined;
    return close === undefined || close > end ? [] : tokens.slice(index, close);
  });
}

function lowerName(token: Token): string {
  return nameOf(token).toLowerCase();
}
function aliasToken(tokens: readonly Token[], opening: number): Token | undefined {
  const close = closingIndex(tokens, opening);
  return close === undefined ? undefined : aliasAfter(tokens, close + 1);
}

function aliasAfter(tokens: readonly Token[], start: number): Token | undefined {
  let index = start;
  if (isWord(tokens[index], 'as')) index++;
  const alias = tokens[index];
  if (!isName(alias) || isWord(alias, ...afterTable)) return undefined;
  return isPunctuation(tokens[index + 1], '(') ? undefined : alias;
}

const afterTable = (
  'where group having order limit offset union except intersect join inner left right full cross natural on using qualify ' +
  'window from with tablesample returning asof positional semi anti lateral fetch for as'
).split(' ');
