import { quoteLiteral } from '../data/quote.ts';
import { variableOf } from '../sql/rewrite-idioms.ts';
import type { Parameters, ParameterValue } from './database.ts';

/** A statement's parameters as variables of DuckDB, by their names, each with its own type. */
export function parameterVariables(parameters: Parameters): ReadonlyMap<string, string> {
  const named: readonly (readonly [string, ParameterValue])[] = Array.isArray(parameters)
    ? (parameters as readonly ParameterValue[]).map((value, index) => [String(index + 1), value] as const)
    : Object.entries(parameters as Readonly<Record<string, ParameterValue>>);
  return new Map(named.map(([name, value]) => [variableOf(name), literal(value)]));
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
