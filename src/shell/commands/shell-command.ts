import type { Shell } from '../shell.ts';

/** A command of the shell: a line that begins with `\` or `.`. */
export interface ShellCommand {
  /** All that it is called by, the first in help. */
  readonly names: readonly string[];
  /** What follows the name: `[NAME]`. */
  readonly argument?: string;
  readonly summary: string;
  /** Whether it may stand behind a statement, in place of the semicolon, and is about that: `SELECT 1 \\gx`. */
  readonly endsStatement?: boolean;
  /** What its argument is like in a statement: what stands before it there, empty where it is a statement itself. Or one of a list. */
  readonly completedAs?: string | readonly string[];
  /** Gives the exit code of what it ran; done unless it says so. Throws a UsageError for an argument that it cannot take. */
  run(argument: string, shell: Shell): Promise<number | undefined>;
}
