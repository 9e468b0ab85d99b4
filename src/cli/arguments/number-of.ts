import { UsageError } from '../../terminal/usage-error.ts';
import type { Arguments } from './arguments.ts';

/** The whole number that an option has; undefined where it is not given. Throws a UsageError of all else. */
export function numberOf(
  args: Arguments,
  name: string,
  { least = 0, most }: { readonly least?: number; readonly most: number },
): number | undefined {
  const text = args.value(name);
  if (text === undefined) return undefined;
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(number >= least && number <= most))
    throw new UsageError(`Option --${name} takes a number from ${least} to ${most}, not "${text}".`);
  return number;
}
