import type { Terminal } from '../../terminal/terminal.ts';
import type { Arguments } from '../arguments/arguments.ts';

/** Options of StackQL's that scripts may have. */
const unneeded: Readonly<Record<string, string>> = {
  auth: 'credentials come from the AWS profile or the environment',
  registry: 'the catalog is in the package, there is nothing to pull',
};

/** Says of options that are StackQL's alone that they do nothing. */
export function tellUnneeded(args: Arguments, terminal: Terminal): void {
  for (const [name, reason] of Object.entries(unneeded))
    if (args.value(name) !== undefined) terminal.writeError(`Option --${name} does nothing here: ${reason}.\n`);
}
