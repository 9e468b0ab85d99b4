import { quoteLiteral } from '../../data/quote.ts';
import { macroCall } from './macro-call.ts';
import { asValue, called, type Meaning } from './meaning.ts';

/** What `=` of a column is written as: `skyql_equal(column, value, 'c', '-')`. */
export const equalMacro = 'skyql_equal';

/** The macros of comparisons (engine/compatibility/sqlite/sqlite-macros.ts). */
const macros: Readonly<Record<string, string>> = {
  '=': equalMacro,
  '<>': 'skyql_unequal',
  '<': 'skyql_less',
  '<=': 'skyql_at_most',
  '>': 'skyql_greater',
  '>=': 'skyql_at_least',
  is: 'skyql_same',
  'is not': 'skyql_other',
};

const duckdbOperators: Readonly<Record<string, string>> = { is: 'IS NOT DISTINCT FROM', 'is not': 'IS DISTINCT FROM' };

/** What each of the macros compares by where both sides are of one type. */
export const comparisonOperators: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(macros).map(([operator, macro]) => [macro, duckdbOperators[operator] ?? operator]),
);

/**
 * A comparison. A column beside a text or a column stays as it is written: calls of the API follow from it. What else has one type
 * DuckDB compares, the rest goes by SQLite's rules of affinity.
 */
export function comparison(operator: string, given: Meaning, givenOther: Meaning): Meaning {
  const [left, right] = [asValue(given), asValue(givenOther)];
  const written = duckdbOperators[operator] ?? operator;
  if (left.kind === 'null' || right.kind === 'null') return nullTest(operator, left, right);
  const stands = (one: Meaning, other: Meaning): boolean =>
    isColumn(one) && (isColumn(other) || other.isQuery === true);
  if (stands(left, right) || stands(right, left)) return boolean(`${left.sql} ${written} ${right.sql}`);
  if (left.kind === right.kind && ['integer', 'real', 'text'].includes(left.kind))
    return boolean(`(${left.sql}) ${written} (${right.sql})`);
  if (left.kind === 'native' || right.kind === 'native')
    return boolean(
      macroCall(
        macros[operator] ?? operator,
        [left.sql, right.sql],
        quoteLiteral(letter(left)),
        quoteLiteral(letter(right)),
      ),
    );
  return called(`compare ${operator} ${letter(left)}${letter(right)}`, [left, right], 'boolean');
}

function boolean(sql: string): Meaning {
  return { sql: `(${sql})`, kind: 'boolean' };
}

/** A column of a resource or a table, whose one type DuckDB knows. */
export function isColumn({ kind, affinity, isDynamicName, isGrouped }: Meaning): boolean {
  return kind === 'native' && affinity === 'column' && isDynamicName !== true && isGrouped !== true;
}

/** A text or a parameter as it is written, or a query whose values DuckDB reads for the column. */
export function isWritten({ kind, sql, isQuery }: Meaning): boolean {
  return (
    (kind === 'text' && /^[eE]?'(?:[^']|'')*'$/.test(sql)) || /^getvariable\('\w+'\)$/.test(sql) || isQuery === true
  );
}

function nullTest(operator: string, left: Meaning, right: Meaning): Meaning {
  const tested = left.kind === 'null' ? right : left;
  if (operator === 'is') return boolean(`${tested.sql} IS NULL`);
  if (operator === 'is not') return boolean(`${tested.sql} IS NOT NULL`);
  return { sql: 'NULL::BOOLEAN', kind: 'boolean' };
}

function letter({ affinity }: Meaning): string {
  return affinity === undefined ? '-' : (affinity[0] ?? '-');
}
