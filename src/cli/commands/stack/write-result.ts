import type { StackResult } from '../../../stacks/run/build-stack.ts';
import { exitCode } from '../../../terminal/exit-code.ts';
import { printError } from '../../../terminal/print-error.ts';
import { styleOf } from '../../../terminal/style.ts';
import type { Terminal } from '../../../terminal/terminal.ts';
import type { Arguments } from '../../arguments/arguments.ts';
import { exportLines, writeExports } from './write-exports.ts';

/** There is something to do, or something is not as it is wanted. */
export const hasChanges = 2;

/** Writes how work on a stack ended, and says with which code the process ends. */
export async function writeResult(result: StackResult, args: Arguments, terminal: Terminal): Promise<number> {
  const { error, exports, resources, ...rest } = result;
  const file = args.value('output-file');
  if (file !== undefined && error === undefined) await writeExports(file, exports);
  if (args.value('output') === 'json') {
    const told = error === undefined ? null : { code: error.code, message: error.message, hint: error.hint ?? null };
    await terminal.writeOutput(
      `${JSON.stringify({ format_version: 1, ...rest, resources, exports, error: told }, null, 2)}\n`,
    );
  } else await terminal.writeOutput(exportLines(exports));
  if (error === undefined) return exitCode.done;
  const style = styleOf(terminal, 'error', !args.flag('no-color'));
  printError(error, { style, debug: args.flag('debug') }, terminal);
  return exitCode.failed;
}
