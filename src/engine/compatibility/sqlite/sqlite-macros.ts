import { scalarMacro } from '../macro.ts';

/** What DuckDB calls the types; each condition on them is decided when a statement is planned. */
const isWhole = (type: string): string =>
  `${type} IN ('TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'HUGEINT', 'UTINYINT', 'USMALLINT', 'UINTEGER', 'UBIGINT')`;
const isReal = (type: string): string => `(${type} IN ('DOUBLE', 'FLOAT') OR ${type} LIKE 'DECIMAL%')`;
const isNumber = (type: string): string => `(${isWhole(type)} OR ${isReal(type)})`;
const isTime = (type: string): string => `(${type} = 'DATE' OR ${type} LIKE 'TIMESTAMP%')`;

const toJson = (...values: readonly string[]): string => `system.main.to_json([${values.join(', ')}])`;
const textCall = (name: string, ...values: readonly string[]): string =>
  `skyql_sqlite_text('${name}', ${toJson(...values.map((value) => `skyql_encoded(${value})`))})`;
const dynamicCall = (name: string, ...values: readonly string[]): string =>
  `encode(skyql_sqlite('${name}', ${toJson(...values.map((value) => `skyql_encoded(${value})`))}))`;

/** A value of DuckDB's as SQLite's functions take it (carried-value.ts). */
const encoding = [
  scalarMacro('skyql_letter', [
    't',
    `CASE WHEN t = 'VARCHAR' THEN 't' WHEN ${isWhole('t')} THEN 'i' WHEN ${isReal('t')} THEN 'r' WHEN t = 'BOOLEAN' THEN 'b' ` +
      `WHEN t = 'JSON' THEN 'v' WHEN ${isTime('t')} THEN 'z' ELSE 't' END`,
  ]),
  scalarMacro('skyql_encoded', [
    'a',
    `CASE WHEN typeof(a) = 'BLOB' THEN decode(TRY_CAST(a AS BLOB)) ELSE skyql_letter(typeof(a)) || a::VARCHAR END`,
  ]),
];

const casts = [
  scalarMacro('skyql_text', [
    'a',
    `CASE WHEN typeof(a) = 'VARCHAR' OR ${isWhole('typeof(a)')} THEN a::VARCHAR ELSE ${textCall('text', 'a')} END`,
  ]),
  scalarMacro('skyql_plain', ['a BLOB', textCall('text', 'a')], ['a', 'a']),
  scalarMacro('skyql_truth', [
    'a',
    `CASE WHEN typeof(a) = 'BOOLEAN' THEN TRY_CAST(a AS BOOLEAN) WHEN ${isNumber('typeof(a)')} THEN TRY_CAST(a AS DOUBLE) <> 0 ` +
      `ELSE ${textCall('truth', 'a')} = '1' END`,
  ]),
  scalarMacro('skyql_integer', [
    'a',
    `CASE WHEN ${isWhole('typeof(a)')} THEN TRY_CAST(a AS BIGINT) ELSE TRY_CAST(${textCall('integer', 'a')} AS BIGINT) END`,
  ]),
  scalarMacro('skyql_real', [
    'a',
    `CASE WHEN ${isNumber('typeof(a)')} THEN TRY_CAST(a AS DOUBLE) ELSE TRY_CAST(${textCall('real', 'a')} AS DOUBLE) END`,
  ]),
  scalarMacro('skyql_instant', [
    'a',
    `CASE WHEN ${isTime('typeof(a)')} THEN TRY_CAST(a AS TIMESTAMPTZ) ELSE TRY_CAST(skyql_text(a) AS TIMESTAMPTZ) END`,
  ]),
  scalarMacro('skyql_typeof', [
    'a',
    `CASE WHEN a IS NULL THEN 'null' WHEN ${isWhole('typeof(a)')} OR typeof(a) = 'BOOLEAN' THEN 'integer' ` +
      `WHEN ${isReal('typeof(a)')} THEN 'real' WHEN typeof(a) = 'VARCHAR' THEN 'text' ELSE ${textCall('typeof', 'a')} END`,
  ]),
];

const numbers = (name: string, whole: string, real: string | undefined, sqlite: string): string =>
  scalarMacro(
    name,
    ['a BIGINT, b BIGINT', whole],
    ...(real === undefined ? [] : [['a DOUBLE, b DOUBLE', real] as const]),
    ['a, b', dynamicCall(sqlite, 'a', 'b')],
  );

const arithmetic = [
  numbers('skyql_plus', 'a + b', 'a + b', '+'),
  numbers('skyql_minus', 'a - b', 'a - b', '-'),
  numbers('skyql_times', 'a * b', 'a * b', '*'),
  numbers('skyql_divided', 'a // b', 'a / nullif(b, 0)', '/'),
  numbers('skyql_modulo', 'a % b', undefined, '%'),
  scalarMacro('skyql_negated', ['a BIGINT', '-a'], ['a DOUBLE', '-a'], ['a', dynamicCall('negate', 'a')]),
  scalarMacro(
    'skyql_sum',
    ['a BIGINT', 'sum(a)::BIGINT'],
    ['a DOUBLE', 'sum(a)'],
    ['a', "encode(skyql_sqlite('sum', system.main.to_json(list(skyql_encoded(a)))))"],
  ),
];

/** One of two values: of one type where both have it. */
const ofOneType = (name: string, before: string, body: string): string =>
  scalarMacro(
    name,
    ...['VARCHAR', 'BIGINT', 'DOUBLE', 'BOOLEAN', 'TIMESTAMPTZ'].map(
      (type) => [`${before}a ${type}, b ${type}`, body] as const,
    ),
    ...[
      ['BIGINT', 'DOUBLE'],
      ['DOUBLE', 'BIGINT'],
    ].map(([one, other]) => [`${before}a ${one}, b ${other}`, mixed(body)] as const),
    [`${before}a, b`, mixed(body)],
  );

function mixed(body: string): string {
  const value = (name: string): string => `skyql_sqlite('value', ${toJson(`skyql_encoded(${name})`)})`;
  return `encode(${body.replace(/\b[ab]\b/g, value)})`;
}

const choices = [
  ofOneType('skyql_if', 'condition, ', 'CASE WHEN condition THEN a ELSE b END'),
  ofOneType('skyql_first', '', 'coalesce(a, b)'),
];

/** https://www.sqlite.org/datatype3.html#comparison_expressions: `one` and `other` say what each side is, `c` a column. */
const comparison = (name: string, sqlite: string, operator: string): string => {
  const both = (test: (type: string) => string): string => `${test('typeof(a)')} AND ${test('typeof(b)')}`;
  const as = (type: string): string => `TRY_CAST(a AS ${type}) ${operator} TRY_CAST(b AS ${type})`;
  const is = (type: string) => (given: string) => `${given} = '${type}'`;
  const affinity = (side: string, value: string): string =>
    `CASE WHEN ${side} = 'c' THEN skyql_affinity(typeof(${value})) ELSE ${side} END`;
  // A column that is true or false beside 1 or 0: which of them an API can be asked for.
  const truth =
    operator === '='
      ? `WHEN typeof(a) = 'BOOLEAN' AND ${isWhole('typeof(b)')} THEN TRY_CAST(a AS BOOLEAN) = (TRY_CAST(b AS BIGINT) = 1) AND TRY_CAST(b AS BIGINT) IN (0, 1) `
      : '';
  return scalarMacro(name, [
    'a, b, one, other',
    `CASE WHEN ${both(isWhole)} THEN ${as('BIGINT')} WHEN ${both(isNumber)} THEN ${as('DOUBLE')} ` +
      `WHEN ${both(is('VARCHAR'))} THEN ${as('VARCHAR')} WHEN ${both(is('BOOLEAN'))} THEN ${as('BOOLEAN')} ${truth}` +
      `WHEN ${isTime('typeof(a)')} OR ${isTime('typeof(b)')} THEN skyql_instant(a) ${operator} skyql_instant(b) ` +
      `WHEN typeof(a) = 'VARCHAR' AND one = 'c' AND other = '-' THEN TRY_CAST(a AS VARCHAR) ${operator} skyql_text(b) ` +
      `WHEN typeof(b) = 'VARCHAR' AND other = 'c' AND one = '-' THEN skyql_text(a) ${operator} TRY_CAST(b AS VARCHAR) ` +
      `ELSE skyql_sqlite_text('compare ${sqlite} ' || ${affinity('one', 'a')} || ${affinity('other', 'b')}, ` +
      `${toJson('skyql_encoded(a)', 'skyql_encoded(b)')}) = '1' END`,
  ]);
};

const comparisons = [
  scalarMacro('skyql_affinity', [
    't',
    `CASE WHEN ${isNumber('t')} OR t = 'BOOLEAN' THEN 'n' WHEN t = 'BLOB' THEN '-' ELSE 't' END`,
  ]),
  comparison('skyql_equal', '=', '='),
  comparison('skyql_unequal', '<>', '<>'),
  comparison('skyql_less', '<', '<'),
  comparison('skyql_at_most', '<=', '<='),
  comparison('skyql_greater', '>', '>'),
  comparison('skyql_at_least', '>=', '>='),
  comparison('skyql_same', 'is', 'IS NOT DISTINCT FROM'),
  comparison('skyql_other', 'is not', 'IS DISTINCT FROM'),
];

/** What the dialect's expressions become where DuckDB alone knows the types of what is in them (sql/sqlite/meaning.ts). */
export const sqliteMacros: readonly string[] = [...encoding, ...casts, ...arithmetic, ...choices, ...comparisons];
