import { SkyqlError } from '../../errors/skyql-error.ts';
import { parametersIn } from '../../sql/parameters-in.ts';
import { splitScript } from '../../sql/split-script.ts';
import { UsageError } from '../../terminal/usage-error.ts';

/** Throws a UsageError for a `--param` that no statement of the script names: a value that nothing uses was meant for something. */
export function refuseUnusedParameters(script: string, given: readonly string[]): void {
  if (given.length === 0) return;
  const used = usedIn(script);
  const unused = given.find((name) => used !== undefined && !used.has(name));
  if (unused === undefined || used === undefined) return;
  const names = [...used].map((name) => `$${name}`);
  throw new UsageError(
    `No statement uses --param ${unused}.`,
    names.length === 0
      ? `Write $${unused} where its value belongs.`
      : `The parameters of the script: ${names.join(', ')}.`,
  );
}

/** Undefined of a script that cannot be read: what is wrong with it is told when it runs. */
function usedIn(script: string): ReadonlySet<string> | undefined {
  try {
    return new Set(splitScript(script).flatMap(({ text }) => parametersIn(text)));
  } catch (error) {
    if (error instanceof SkyqlError) return undefined;
    throw error;
  }
}
