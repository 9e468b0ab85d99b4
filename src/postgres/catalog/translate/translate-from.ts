import type { Alias, FuncCall, JoinExpr, Node, RangeFunction, RangeVar } from 'libpg-query';
import { quoteIdentifier } from '../../../data/quote.ts';
import { PostgresError } from '../../errors/postgres-error.ts';
import { columnName } from './column-name.ts';
import { groupCount } from './group-count.ts';
import type { ColumnTypes, Scope } from './scope.ts';
import { relationOf, tableFunction } from './table-functions.ts';
import { itemType, subscripts } from './translate-call.ts';
import { cannot, namesIn, type Translated, type Translator } from './translator.ts';

/** Something in FROM; its names are added to the scope. */
export function translateFrom(translator: Translator, node: Node, scope: Scope): string {
  if ('RangeVar' in node) return table(translator, node.RangeVar, scope);
  if ('JoinExpr' in node) return join(translator, node.JoinExpr, scope);
  if ('RangeFunction' in node) return functions(translator, node.RangeFunction, scope);
  if ('RangeSubselect' in node) {
    const { subquery, alias, lateral } = node.RangeSubselect;
    if (subquery === undefined || !('SelectStmt' in subquery)) throw cannot('A query in FROM');
    const { sql, columns } = translator.query(subquery.SelectStmt, scope);
    const types = columns.map(({ name, type }) => [name, type] as const);
    return `${lateral === true ? 'LATERAL ' : ''}(${sql})${aliased(alias, types, scope)}`;
  }
  throw cannot(Object.keys(node)[0] ?? 'Something in FROM');
}

/** The relation of the catalog that a name in FROM stands for; undefined of another. */
export function catalogRelation(
  relations: ReadonlyMap<string, ColumnTypes>,
  { schemaname, relname = '', catalogname }: RangeVar,
): string | undefined {
  if (catalogname !== undefined && catalogname !== 'aws') return undefined;
  const name = `${schemaname ?? 'pg_catalog'}.${relname}`;
  return relations.has(name) ? name : undefined;
}

function table(translator: Translator, range: RangeVar, scope: Scope): string {
  const { alias, relname = '', schemaname } = range;
  const query = schemaname === undefined ? scope.query(relname) : undefined;
  if (query !== undefined)
    return quoteIdentifier(relname) + aliased(alias ?? { aliasname: relname }, [...query], scope);
  const { relations } = translator.surroundings.names;
  const name = catalogRelation(relations, range);
  if (name === undefined) {
    const written = [schemaname, relname].filter((part) => part !== undefined).join('.');
    if (schemaname === 'pg_catalog' || schemaname === 'information_schema')
      throw new PostgresError('42P01', `relation "${written}" does not exist`);
    throw new PostgresError('0A000', `A statement over the catalog cannot read ${written} as well.`, {
      hint: 'Ask the one first, and the other with what it said.',
    });
  }
  translator.reads(name);
  return quoteIdentifier(name) + aliased(alias ?? { aliasname: relname }, [...(relations.get(name) ?? [])], scope);
}

function aliased(
  alias: Alias | undefined,
  columns: readonly (readonly [string, string | undefined])[],
  scope: Scope,
): string {
  const { aliasname = 'unnamed', colnames } = alias ?? {};
  const names = namesIn(colnames);
  scope.addTable(aliasname, new Map(columns.map(([name, type], index) => [names[index] ?? name, type])));
  return ` AS ${quoteIdentifier(aliasname)}${names.length === 0 ? '' : `(${names.map(quoteIdentifier).join(', ')})`}`;
}

const joins: Readonly<Record<string, string>> = {
  JOIN_INNER: 'JOIN',
  JOIN_LEFT: 'LEFT JOIN',
  JOIN_RIGHT: 'RIGHT JOIN',
  JOIN_FULL: 'FULL JOIN',
};

function join(translator: Translator, expression: JoinExpr, scope: Scope): string {
  const { jointype = 'JOIN_INNER', isNatural, larg, rarg, usingClause, quals, alias } = expression;
  const word = joins[jointype];
  if (word === undefined || larg === undefined || rarg === undefined) throw cannot('This kind of JOIN');
  const left = translateFrom(translator, larg, scope);
  const right = translateFrom(translator, rarg, scope);
  const isNested = 'JoinExpr' in rarg;
  const second = isNested ? `(${right})` : right;
  let sql: string;
  if (isNatural === true) sql = `${left} NATURAL ${word} ${second}`;
  else if (usingClause !== undefined)
    sql = `${left} ${word} ${second} USING (${namesIn(usingClause).map(quoteIdentifier).join(', ')})`;
  else if (quals === undefined) sql = `${left} CROSS JOIN ${second}`;
  else sql = `${left} ${word} ${second} ON ${translator.expression(quals, scope).sql}`;
  if (alias !== undefined) throw cannot('A JOIN with a name');
  return sql;
}

/** Functions that give rows: each as a list that is taken apart, beside each other. */
function functions(translator: Translator, range: RangeFunction, scope: Scope): string {
  const calls = (range.functions ?? []).flatMap((node): readonly Node[] => {
    const [call] = 'List' in node ? (node.List.items ?? []) : [];
    if (call === undefined) throw cannot('A function in FROM');
    return apart(call);
  });
  const [only] = calls;
  const name = columnName(only);
  const relation = calls.length === 1 && range.ordinality !== true ? relationOf(name) : undefined;
  if (relation !== undefined)
    return table(
      translator,
      { schemaname: 'pg_catalog', relname: relation, alias: range.alias ?? { aliasname: name } },
      scope,
    );
  const own = calls.length === 1 ? tableFunction(name, range) : undefined;
  if (own !== undefined) return own.sql + aliased(range.alias ?? { aliasname: name }, own.columns, scope);
  const columns = calls.map((call) => rowsOf(translator, call, scope));
  const given = namesIn(range.alias?.colnames);
  const names = calls.map(
    (call, index) => given[index] ?? (calls.length === 1 ? range.alias?.aliasname : undefined) ?? columnName(call),
  );
  const targets = columns.map(({ sql }, index) => `${sql} AS ${quoteIdentifier(names[index] ?? '')}`);
  const types = columns.map(({ type }, index) => [names[index] ?? '', type] as const);
  const first = columns[0]?.list;
  if (range.ordinality === true && first !== undefined) {
    const ordinality = given[calls.length] ?? 'ordinality';
    targets.push(`unnest(generate_series(1, len(${first}))) AS ${quoteIdentifier(ordinality)}`);
    types.push([ordinality, 'int8']);
  }
  const { aliasname = name } = range.alias ?? {};
  return `LATERAL (SELECT ${targets.join(', ')})${aliased({ aliasname }, types, scope)}`;
}

/** `unnest(a, b)` are the rows of both beside each other. */
function apart(node: Node): readonly Node[] {
  if (!('FuncCall' in node) || namesIn(node.FuncCall.funcname).at(-1) !== 'unnest') return [node];
  return (node.FuncCall.args ?? []).map((arg) => ({ FuncCall: { ...node.FuncCall, args: [arg] } }));
}

function rowsOf(translator: Translator, node: Node, scope: Scope): Translated & { readonly list?: string } {
  if (!('FuncCall' in node)) return translator.expression(node, scope);
  const list = listOf(translator, node.FuncCall, scope);
  if (list === undefined) return translator.expression(node, scope);
  return { sql: `unnest(${list.sql})`, type: list.type, list: list.sql };
}

/** What a function gives rows of, as a list; undefined of one that gives one row. */
function listOf(translator: Translator, call: FuncCall, scope: Scope): Translated | undefined {
  const args = () => (call.args ?? []).map((arg) => translator.expression(arg, scope));
  const [first] = call.args ?? [];
  switch (namesIn(call.funcname).at(-1)) {
    case 'unnest': {
      const list = translator.expression(first, scope);
      return { sql: list.sql, type: itemType(list.type) };
    }
    case 'generate_series': {
      const bounds = args();
      const series = `generate_series(${bounds.map(({ sql }) => sql).join(', ')})`;
      const isInt4 = bounds.every(({ type }) => type === 'int4' || type === 'int2');
      return isInt4 ? { sql: `CAST(${series} AS INTEGER[])`, type: 'int4' } : { sql: series };
    }
    case 'generate_subscripts':
      return { sql: subscripts(translator.expression(first, scope)), type: 'int4' };
    case 'regexp_matches':
      return { sql: firstMatch(args()), type: '_text' };
    case 'regexp_split_to_table':
      return {
        sql: `string_split_regex(${args()
          .map(({ sql }) => sql)
          .join(', ')})`,
        type: 'text',
      };
    case 'string_to_table':
      return {
        sql: `string_split(${args()
          .map(({ sql }) => sql)
          .join(', ')})`,
        type: 'text',
      };
    default:
      return undefined;
  }
}

/** The groups of the first match, or where there are no groups the whole of it, as the one row that there is then. */
function firstMatch([text, pattern, flags]: readonly Translated[]): string {
  if (pattern?.literal === undefined || (flags !== undefined && flags.literal !== 'i'))
    throw cannot('regexp_matches with a pattern that is no text, or with these flags,');
  const groups = groupCount(pattern.literal);
  const numbers = groups === 0 ? [0] : Array.from({ length: groups }, (_, index) => index + 1);
  const options = flags === undefined ? '' : `, '${flags.literal}'`;
  const parts = numbers.map((number) => `regexp_extract(${text?.sql}, ${pattern.sql}, ${number}${options})`);
  return `CASE WHEN regexp_matches(${text?.sql}, ${pattern.sql}${options}) THEN [[${parts.join(', ')}]] ELSE [] END`;
}
