import type { Arguments } from './arguments.ts';

/** All that an option has, given several times or with commas between. */
export function listOf(args: Arguments, name: string): readonly string[] {
  return args
    .values(name)
    .flatMap((value) => value.split(','))
    .map((value) => value.trim())
    .filter((value) => value !== '');
}
