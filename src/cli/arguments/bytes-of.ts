import { UsageError } from '../../terminal/usage-error.ts';
import type { Arguments } from './arguments.ts';

const units: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['b', 1],
  ['kb', 1024],
  ['mb', 1024 ** 2],
  ['gb', 1024 ** 3],
]);

/** The bytes of a size that an option has, `64MB`; undefined where it is not given. Throws a UsageError of all else. */
export function bytesOf(args: Arguments, name: string): number | undefined {
  const text = args.value(name);
  if (text === undefined) return undefined;
  const [, digits, unit = ''] = /^(\d{1,12})\s?([a-z]*)$/i.exec(text) ?? [];
  const size = units.get(unit.toLowerCase());
  if (digits === undefined || size === undefined)
    throw new UsageError(`Option --${name} takes a size such as 64MB or 1GB, not "${text}".`);
  return Number(digits) * size;
}
