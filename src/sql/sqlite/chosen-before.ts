import { isHarmless, macroCall } from './macro-call.ts';

/** Computed twice it would be two values. */
const isChance = (sql: string): boolean => /\b(?:random\w*|setseed|uuid\w*|gen_random_uuid|nextval)\s*\(/i.test(sql);

/** CASE over values whose types DuckDB alone knows: each is computed only where its condition holds and none before it. */
export function chosenBefore(otherwise: string, conditions: readonly string[], values: readonly string[]): string {
  return conditions.reduceRight((rest, condition, index) => {
    const value = values[index] ?? 'NULL';
    if (isChance(condition)) return `skyql_if(${condition}, ${value}, ${rest})`;
    return macroCall('skyql_if', [
      condition,
      isHarmless(value) ? value : `CASE WHEN ${condition} THEN ${value} END`,
      isHarmless(rest) ? rest : `CASE WHEN ${condition} THEN NULL ELSE ${rest} END`,
    ]);
  }, otherwise);
}

/** As coalesce does: each only where those before it are NULL. */
export function firstOfMade(values: readonly string[]): string {
  return values.reduceRight((rest, value) => {
    if (isChance(value)) return `skyql_first(${value}, ${rest})`;
    return macroCall('skyql_first', [value, isHarmless(rest) ? rest : `CASE WHEN ${value} IS NULL THEN ${rest} END`]);
  });
}
