import type { Opening } from '../session/open-ahead.ts';
import { exitCode } from '../terminal/exit-code.ts';
import { processTerminal } from '../terminal/terminal.ts';
import { main } from './main.ts';

/**
 * Runs `skyql` with the words that the process was given, and ends the process. `opening`: a database that is being opened for them
 * already.
 */
export async function program(opening?: Opening): Promise<never> {
  // The AWS SDK's credential providers warn of old Node versions on standard error: news for us, noise for our users.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

  const terminal = processTerminal();
  // The reader has gone, as `head` goes after ten lines: nobody is left to tell, but of changes that are being made.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    terminal.outputIsGone = true;
    if (terminal.outlivesReader) return;
    if (error.code === 'EPIPE') process.exit(0);
    process.stderr.write(`error[OUTPUT_NOT_WRITTEN]: The output could not be written: ${error.message}\n`);
    process.exit(exitCode.failed);
  });
  process.stderr.on('error', () => undefined);

  if (opening !== undefined) (await import('../session/open-ahead.ts')).openAhead({}, opening);
  const code = await main(process.argv.slice(2), terminal);
  // A process must not end while DuckDB opens, as it would where the words are wrong.
  await opening?.catch(() => undefined);
  process.exit(code);
}
