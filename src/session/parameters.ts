import { quoteIdentifier, quoteLiteral } from '../data/quote.ts';
import type { Engine } from '../engine/engine.ts';
import type { Parameters, ParameterValue } from './database.ts';

/** Gives a statement's parameters to DuckDB as variables, each with its own type, and tells their names. */
export async function setParameters(engine: Engine, parameters: Parameters | undefined): Promise<readonly string[]> {
  if (parameters === undefined) return [];
  const named: readonly (readonly [string, ParameterValue])[] = Array.isArray(parameters)
    ? (parameters as readonly ParameterValue[]).map((value, index) => [String(index + 1), value] as const)
    : Object.entries(parameters as Readonly<Record<string, ParameterValue>>);
  for (const [name, value] of named)
    await engine.run(`SET VARIABLE ${quoteIdentifier(`skyql_${name}`)} = ${literal(value)}`);
  return named.map(([name]) => name);
}

function literal(value: ParameterValue): string {
  if (value === null) return 'NULL';
  if (typeof value === 'string') return quoteLiteral(value);
  if (value instanceof Date) return `${quoteLiteral(value.toISOString())}::TIMESTAMPTZ`;
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value === 'number')
    return Number.isInteger(value) && !Number.isSafeInteger(value)
      ? `${value}::DOUBLE`
      : Number.isFinite(value)
        ? String(value)
        : `'${value}'::DOUBLE`;
  return String(value);
}
