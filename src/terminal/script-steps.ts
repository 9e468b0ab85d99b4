import type { Database, ParameterValue, QueryOptions } from '../session/database.ts';
import { parametersIn } from '../sql/parameters-in.ts';
import { splitScript } from '../sql/split-script.ts';
import type { Step } from './run-script.ts';

/** The statements of a script as steps to run. `before` is what stands before it in a longer text, for the place of an error. */
export function scriptSteps(
  script: string,
  database: Pick<Database, 'run'>,
  parameters: Readonly<Record<string, ParameterValue>>,
  before = '',
): readonly Step[] {
  return splitScript(script).map(({ text, offset }) => ({
    text,
    before: before + script.slice(0, offset),
    run: (options: QueryOptions) => database.run(text, namedIn(text, parameters), options),
  }));
}

/** Of the parameters given those that this statement names. */
export function namedIn(
  sql: string,
  parameters: Readonly<Record<string, ParameterValue>>,
): Readonly<Record<string, ParameterValue>> | undefined {
  if (Object.keys(parameters).length === 0) return undefined;
  const named = parametersIn(sql).filter((name) => Object.hasOwn(parameters, name));
  return Object.fromEntries(named.map((name) => [name, parameters[name] ?? null]));
}
