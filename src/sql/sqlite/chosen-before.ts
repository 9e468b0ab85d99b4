import { isHarmless, macroCall } from './macro-call.ts';
import type { Meaning } from './meaning.ts';

/** Computed twice it would be two values. */
const isChance = (sql: string): boolean => /\b(?:random\w*|setseed|uuid\w*|gen_random_uuid|nextval)\s*\(/i.test(sql);

/** CASE over values whose types DuckDB alone knows; the last is that of ELSE. */
export function chosenBefore(conditions: readonly string[], values: readonly Meaning[]): string {
  if (conditions.length > 1 && values.every(({ sql }) => isHarmless(sql))) return chosenByNumber(conditions, values);
  const written = values.map(({ sql }) => sql);
  return conditions.reduceRight((rest, condition, index) => {
    const value = written[index] ?? 'NULL';
    if (isChance(condition)) return `skyql_if(${condition}, ${value}, ${rest})`;
    // Each is computed only where its condition holds and none before it.
    return macroCall('skyql_if', [
      condition,
      isHarmless(value) ? value : `CASE WHEN ${condition} THEN ${value} END`,
      isHarmless(rest) ? rest : `CASE WHEN ${condition} THEN NULL ELSE ${rest} END`,
    ]);
  }, written[conditions.length] ?? 'NULL');
}

interface Source {
  /** Which of the values it gives. */
  readonly numbers: number[];
  readonly values: string[];
}

/** First which of the values it is, however many conditions there are; then of the columns and the kinds of literals one. */
function chosenByNumber(conditions: readonly string[], values: readonly Meaning[]): string {
  const sources = new Map<string, Source>();
  values.forEach(({ kind, sql }, number) => {
    if (kind === 'null') return;
    const key = kind === 'native' ? sql : kind;
    const source = sources.get(key) ?? { numbers: [], values: [] };
    source.numbers.push(number);
    source.values.push(sql);
    sources.set(key, source);
  });
  const numberOf = (index: number): string => (values[index]?.kind === 'null' ? 'NULL' : String(index));
  const branches = conditions.map((condition, index) => `WHEN ${condition} THEN ${numberOf(index)}`);
  const number = `CASE ${branches.join(' ')} ELSE ${numberOf(conditions.length)} END`;
  const parts = [
    number,
    ...[...sources.entries()].flatMap(
      ([
        ,
        {
          values: [first = 'NULL'],
        },
      ]) => [first],
    ),
  ];
  const place = (index: number): string => `struct_extract(skyql_choice, ${index + 1})`;
  const chosen = [...sources.values()].map((source, index) => ({
    condition: `${place(0)} IN (${source.numbers.join(', ')})`,
    value: new Set(source.values).size === 1 ? place(index + 1) : byNumber(place(0), source),
  }));
  const rest = chosen.reduceRight<string | undefined>(
    (after, { condition, value }) => (after === undefined ? value : macroCall('skyql_if', [condition, value, after])),
    undefined,
  );
  return (
    `list_extract(list_transform(list_value(row(${parts.join(', ')})), ` +
    `lambda skyql_choice: CASE WHEN ${place(0)} IS NOT NULL THEN ${rest ?? 'NULL'} END), 1)`
  );
}

function byNumber(number: string, { numbers, values }: Source): string {
  return `CASE ${number} ${numbers.map((one, index) => `WHEN ${one} THEN ${values[index]}`).join(' ')} END`;
}

/** As coalesce does: each only where those before it are NULL. */
export function firstOfMade(values: readonly string[]): string {
  return values.reduceRight((rest, value) => {
    if (isChance(value)) return `skyql_first(${value}, ${rest})`;
    return macroCall('skyql_first', [value, isHarmless(rest) ? rest : `CASE WHEN ${value} IS NULL THEN ${rest} END`]);
  });
}
