import { quoteLiteral } from '../data/quote.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import { variableOf } from '../sql/rewrite-idioms.ts';
import type { Parameters, ParameterValue } from './database.ts';

/** A statement's parameters as variables of DuckDB, by their names, each with its own type. */
export function parameterVariables(parameters: Parameters): ReadonlyMap<string, string> {
  const named: readonly (readonly [string, ParameterValue])[] = Array.isArray(parameters)
    ? (parameters as readonly ParameterValue[]).map((value, index) => [String(index + 1), value] as const)
    : Object.entries(parameters as Readonly<Record<string, ParameterValue>>);
  return new Map(named.map(([name, value]) => [variableOf(name), literal(name, value)]));
}

/** Programs without types give anything: what is no value is never text by accident. */
function literal(name: string, value: ParameterValue): string {
  if (value === null) return 'NULL';
  if (typeof value === 'string') return quoteLiteral(value);
  if (value instanceof Date && !Number.isNaN(value.getTime()))
    return `${quoteLiteral(value.toISOString())}::TIMESTAMPTZ`;
  if (Array.isArray(value)) return `[${value.map((one) => literal(name, one)).join(', ')}]`;
  if (typeof value === 'number')
    return Number.isInteger(value) && !Number.isSafeInteger(value)
      ? `${value}::DOUBLE`
      : Number.isFinite(value)
        ? String(value)
        : `'${value}'::DOUBLE`;
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  throw new SkyqlError('INVALID_VALUE', `The parameter $${name} is ${kindOf(value)}, which is no value of SQL.`, {
    hint: 'Give a text, a number, true or false, null, a valid Date, or a list of these; JSON as text.',
  });
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'undefined';
  return value instanceof Date ? 'no valid date' : typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
