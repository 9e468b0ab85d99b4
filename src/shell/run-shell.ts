import { join } from 'node:path';
import { exitCode } from '../terminal/exit-code.ts';
import { printError } from '../terminal/print-error.ts';
import { styleOf } from '../terminal/style.ts';
import { editText } from './edit-text.ts';
import type { Editor } from './editor/editor.ts';
import type { History } from './history/history.ts';
import { holdsSecret } from './history/holds-secret.ts';
import type { Shell } from './shell.ts';

/** Reads entries at the prompt and runs them, until the person leaves. Tells the exit code of the process. */
export async function runShell(shell: Shell, editor: Editor, history: History): Promise<number> {
  const { interrupts, terminal } = shell.parts;
  let text: string | undefined;
  let last: string | undefined;
  for (;;) {
    // What begins with a blank is not in the history, and has no place there where it was wrong.
    const isThere = history.entries[0] === last?.trimEnd();
    const written = await editor.read(text ?? shell.nextText, isThere ? shell.fault : undefined);
    text = undefined;
    shell.nextText = undefined;
    if (written.kind === 'end') break;
    if (written.kind === 'cancelled') continue;
    if (written.kind === 'edit') {
      text = await edited(written.text);
      continue;
    }
    last = written.text;
    await keep(written.text);
    await runSafely(written.text);
    if (shell.isLeaving || interrupts.ended.aborted) break;
  }
  return interrupts.ended.aborted ? interrupts.code : exitCode.done;

  /** Whatever happens to one entry, the shell goes on. */
  async function runSafely(entry: string): Promise<void> {
    try {
      await shell.runText(entry);
    } catch (error) {
      tell(error);
    }
  }

  async function edited(before: string): Promise<string> {
    try {
      return await editText(before, terminal.environment);
    } catch (error) {
      tell(error);
      return before;
    }
  }

  async function keep(entry: string): Promise<void> {
    const { catalogs, use } = shell.known;
    const isSecret = await holdsSecret(entry, catalogs, use).catch(() => true);
    history.add(entry, isSecret ? 'only here' : undefined);
  }

  function tell(error: unknown): void {
    printError(
      error,
      { style: styleOf(terminal, 'error', shell.settings.colour), debug: shell.settings.debug },
      terminal,
    );
  }
}

/** Where the history is: SKYQL_HISTORY names another file, and none when it is empty. */
export function historyFile(
  environment: Readonly<Record<string, string | undefined>>,
  directory: string,
): string | undefined {
  const named = environment.SKYQL_HISTORY;
  return named === undefined ? join(directory, 'history') : named === '' ? undefined : named;
}
