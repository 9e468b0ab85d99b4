import type { ParameterValue } from '../session/database.ts';
import { UsageError } from './usage-error.ts';

/** The value of a parameter that is given as JSON. `asText` says how its value is given as a text instead. */
export function parameterValue(name: string, json: string, asText: (value: string) => string): ParameterValue {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new UsageError(`The value of the parameter ${name} is no JSON.`, `For text write: ${asText('text')}`);
  }
  if (isParameterValue(value)) return value;
  throw new UsageError(
    `The value of the parameter ${name} is an object.`,
    `Give it as text, ${asText("'{...}'")}, and write $${name}::JSON in the statement.`,
  );
}

function isParameterValue(value: unknown): value is ParameterValue {
  return Array.isArray(value) ? value.every(isParameterValue) : value === null || typeof value !== 'object';
}
