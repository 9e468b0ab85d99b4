import { isoTime } from './members.ts';

/** A time as the older services tell it: they know no parts of seconds. */
export function wholeSecond(milliseconds: number): string {
  return isoTime(Math.floor(milliseconds / 1_000) * 1_000);
}
