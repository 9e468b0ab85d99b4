import type { ParameterValue } from '../../session/database.ts';
import { parameterValue } from '../../terminal/parameter-value.ts';
import { UsageError } from '../../terminal/usage-error.ts';

/** Values of parameters: `name=text`, or `name:=json` for numbers, booleans, null and lists. */
export function parseParameters(given: readonly string[]): Readonly<Record<string, ParameterValue>> {
  const parameters = new Map<string, ParameterValue>();
  for (const text of given) {
    const match = /^\$?([A-Za-z_]\w*)(:?=)(.*)$/s.exec(text);
    if (!match)
      throw new UsageError(`Cannot read the parameter "${text}".`, 'Write --param name=text or --param name:=json.');
    const [, name = '', sign, value = ''] = match;
    parameters.set(name, sign === '=' ? value : parameterValue(name, value, (written) => `--param ${name}=${written}`));
  }
  return Object.fromEntries(parameters);
}
