import { elements, extractText } from './json.ts';
import { scalarMacro, tableMacro } from './macro.ts';
import { sqliteMacros } from './sqlite/sqlite-macros.ts';
import { eachTag } from './tags.ts';

/** What StackQL's SQLite answers where DuckDB answers true or false. */
const oneOrZero = (condition: string): string => `CASE WHEN ${condition} THEN 1 WHEN NOT ${condition} THEN 0 END`;

const number = (type: string): string => `${type} IN ('UBIGINT', 'BIGINT', 'HUGEINT', 'DOUBLE')`;

/** All nodes of a JSON value with their places, in one order: equal for values that differ in the order of keys only. */
const nodesOf = (value: string): string =>
  `(SELECT list_sort(list(fullkey || ' ' || CASE WHEN ${number('type')} THEN 'N' || atom::DOUBLE::VARCHAR ELSE type || coalesce(atom::VARCHAR, '') END)) ` +
  `FROM system.main.json_tree((${value})::JSON))`;

/**
 * An IAM policy as the set of its statements, each the set of its facts: lists lose their order, a list of one is its
 * one element, actions lose their case, and an account stands for its root user
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html). Lists of tags compare as sets, too.
 */
const factsOf = (policy: string): string =>
  `(SELECT list_sort(list(DISTINCT facts)) FROM (SELECT list_sort(list(DISTINCT place || '=' || fact))::VARCHAR AS facts FROM (` +
  `SELECT statement, CASE WHEN fact = '*' AND place LIKE '%Principal' THEN place || '.AWS' ELSE place END AS place, ` +
  `CASE WHEN place LIKE '%Action' THEN lower(fact) ` +
  `WHEN place LIKE '%Principal.AWS' AND regexp_full_match(fact, '[0-9]{12}') THEN 'arn:aws:iam::' || fact || ':root' ELSE fact END AS fact FROM (` +
  `SELECT CASE WHEN fullkey LIKE '$.Statement.%' THEN '0' ELSE regexp_extract(fullkey, '^\\$(\\.Statement)?\\[(\\d+)\\]', 2) END AS statement, ` +
  `regexp_replace(fullkey, '\\[\\d+\\]', '', 'g') AS place, coalesce(${extractText}(value, '$'), '') AS fact ` +
  `FROM system.main.json_tree((${policy})::JSON) WHERE type NOT IN ('OBJECT', 'ARRAY'))) GROUP BY statement))`;

/** The path `root` with members in the letters that `a` has them in. */
const ownPath = "skyql_sqlite_text('json path', system.main.to_json(['t' || (a)::VARCHAR, 't' || (root)::VARCHAR]))";

const json: readonly string[] = [
  eachTag,
  scalarMacro('json_extract', ['a, path', `${extractText}(a::JSON, path)`]),
  scalarMacro('json_each', ['a', `unnest(${elements('a')})`]),
  tableMacro(
    'json_each',
    ['a', eachOf('system.main.json_each(a::JSON)')],
    ['a, root', eachOf(`system.main.json_each(a::JSON, ${ownPath})`)],
  ),
  tableMacro(
    'json_tree',
    ['a', eachOf('system.main.json_tree(a::JSON)')],
    ['a, root', eachOf(`system.main.json_tree(a::JSON, ${ownPath})`)],
  ),
  scalarMacro('json_type', ['a', typeOf('a::JSON')], ['a, path', typeOf('system.main.json_extract(a::JSON, path)')]),
  scalarMacro('json_equal', [
    'a, b',
    `CASE WHEN a IS NULL OR b IS NULL THEN NULL WHEN ${nodesOf('a')} = ${nodesOf('b')} THEN 1 ELSE 0 END`,
  ]),
  scalarMacro('aws_policy_equal', [
    'a, b',
    `CASE WHEN a IS NULL OR b IS NULL THEN NULL WHEN ${factsOf('a')} IS NOT DISTINCT FROM ${factsOf('b')} THEN 1 ELSE 0 END`,
  ]),
];

/** Values and atoms have a type in each row (sqlite/carried-value.ts). */
function eachOf(source: string): string {
  const carried = (node: string): string =>
    `encode(skyql_sqlite('value', system.main.to_json(['v' || (${node})::VARCHAR])))`;
  return `SELECT coalesce(try_cast(key AS BIGINT)::VARCHAR, key) AS key, ${carried('value')} AS value, ${typeOf('value')} AS type, ${carried('atom')} AS atom, fullkey, path FROM ${source}`;
}

/** https://www.sqlite.org/json1.html#jtype */
function typeOf(value: string): string {
  return (
    `CASE json_type_of WHEN 'VARCHAR' THEN 'text' WHEN 'UBIGINT' THEN 'integer' WHEN 'BIGINT' THEN 'integer' WHEN 'HUGEINT' THEN 'integer' ` +
    `WHEN 'DOUBLE' THEN 'real' WHEN 'BOOLEAN' THEN (${value})::VARCHAR ELSE lower(json_type_of) END`
  ).replaceAll('json_type_of', `system.main.json_type(${value})`);
}

/** A time value of SQLite (https://www.sqlite.org/lang_datefunc.html), in UTC. */
const start = (value: string): string =>
  `CASE WHEN lower((${value})::VARCHAR) = 'now' THEN now() AT TIME ZONE 'UTC' ELSE TRY_CAST((${value})::VARCHAR AS TIMESTAMP) END`;

const moved = (time: string, modifier: string): string => `skyql_move_time(${time}, ${modifier})`;

/** A function of a time value and up to three modifiers. */
function timeFunction(name: string, leading: string, result: (time: string) => string): string {
  const modifiers = ['m1', 'm2', 'm3'];
  return scalarMacro(
    name,
    ...[0, 1, 2, 3].map((count): readonly [string, string] => {
      const used = modifiers.slice(0, count);
      const parameters = [leading, 't', ...used].filter((parameter) => parameter !== '').join(', ');
      const first = count === 0 ? start('t') : 'skyql_start_time(t, m1)';
      return [parameters, result(used.reduce((time, modifier) => moved(time, modifier), first))];
    }),
  );
}

const times: readonly string[] = [
  scalarMacro('skyql_start_time', [
    't, modifier',
    `CASE WHEN lower(modifier) IN ('unixepoch', 'auto') THEN make_timestamp((TRY_CAST((t)::VARCHAR AS DOUBLE) * 1000000)::BIGINT) ELSE ${start('t')} END`,
  ]),
  scalarMacro('skyql_move_time', [
    't, modifier',
    `CASE WHEN lower(modifier) = 'start of day' THEN date_trunc('day', t) ` +
      `WHEN lower(modifier) = 'start of month' THEN date_trunc('month', t) WHEN lower(modifier) = 'start of year' THEN date_trunc('year', t) ` +
      `WHEN lower(modifier) IN ('utc', 'localtime', 'unixepoch', 'auto', 'subsec', 'subsecond') THEN t ` +
      `WHEN TRY_CAST(ltrim(modifier, '+') AS INTERVAL) IS NULL THEN error('The modifier of a time is not known: ' || modifier) ` +
      `ELSE t + TRY_CAST(ltrim(modifier, '+') AS INTERVAL) END`,
  ]),
  timeFunction('skyql_date', '', (time) => `(${time})::DATE`),
  timeFunction('skyql_time', '', (time) => `system.main.strftime(${time}, '%H:%M:%S')`),
  timeFunction('datetime', '', (time) => `date_trunc('second', ${time})`),
  timeFunction('julianday', '', (time) => `julian(${time}) - 0.5`),
  timeFunction('unixepoch', '', (time) => `epoch(${time})::BIGINT`),
  scalarMacro('skyql_time_format', ['format', `regexp_replace(regexp_replace(format, '%f', '%S.%g'), '%s', '%%s')`]),
  timeFunction(
    'strftime',
    'format',
    (time) =>
      // The CASE keeps DuckDB from asking for a constant format before the macro is used.
      `CASE WHEN t IS NOT NULL THEN replace(system.main.strftime(${time}, skyql_time_format(format)), '%s', epoch(${time})::BIGINT::VARCHAR) END`,
  ),
];

const texts: readonly string[] = [
  scalarMacro('split_part', ['a, separator, part', 'string_split(a, separator)[part]']),
  scalarMacro('regexp_like', ['a, pattern', oneOrZero('regexp_matches(a, pattern)')]),
  scalarMacro('regexp_substr', [
    'a, pattern',
    'CASE WHEN regexp_matches(a, pattern) THEN regexp_extract(a, pattern) END',
  ]),
  scalarMacro(
    'iif',
    ['condition, yes, no', 'CASE WHEN condition THEN yes ELSE no END'],
    ['condition, yes', 'CASE WHEN condition THEN yes END'],
  ),
  scalarMacro('total', ['a', 'coalesce(sum(a), 0)::DOUBLE']),
];

/** SQLite's functions as StackQL's users know them, where DuckDB's of the same name differ or are none: for `SET dialect = 'stackql'`. */
export const stackqlMacros: readonly string[] = [...json, ...times, ...texts, ...sqliteMacros];
