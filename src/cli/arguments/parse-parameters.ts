import type { ParameterValue } from '../../session/database.ts';
import { UsageError } from '../../terminal/usage-error.ts';

/** Values of parameters: `name=text`, or `name:=json` for numbers, booleans, null and lists. */
export function parseParameters(given: readonly string[]): Readonly<Record<string, ParameterValue>> {
  const parameters = new Map<string, ParameterValue>();
  for (const text of given) {
    const match = /^\$?([A-Za-z_]\w*)(:?=)(.*)$/s.exec(text);
    if (!match)
      throw new UsageError(`Cannot read the parameter "${text}".`, 'Write --param name=text or --param name:=json.');
    const [, name = '', sign, value = ''] = match;
    parameters.set(name, sign === '=' ? value : jsonValue(name, value));
  }
  return Object.fromEntries(parameters);
}

function jsonValue(name: string, text: string): ParameterValue {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UsageError(`The value of parameter "${name}" is no JSON.`, `For text write --param ${name}=text.`);
  }
  if (isParameterValue(value)) return value;
  throw new UsageError(
    `The value of parameter "${name}" is an object.`,
    `Give it as text, --param ${name}='{...}', and write $${name}::JSON in the statement.`,
  );
}

function isParameterValue(value: unknown): value is ParameterValue {
  return Array.isArray(value) ? value.every(isParameterValue) : value === null || typeof value !== 'object';
}
