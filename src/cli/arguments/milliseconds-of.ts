import { durationOf } from '../../data/duration.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import type { Arguments } from './arguments.ts';

/** The milliseconds of a duration that an option has, `5m`; undefined where it is not given. Throws a UsageError of all else. */
export function millisecondsOf(args: Arguments, name: string): number | undefined {
  const text = args.value(name);
  if (text === undefined) return undefined;
  const milliseconds = durationOf(text);
  if (milliseconds === undefined)
    throw new UsageError(`Option --${name} takes a duration such as 300s or 5m, not "${text}".`);
  return milliseconds;
}
