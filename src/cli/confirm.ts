import { cellsOf } from '../data/cells-of.ts';
import type { ChangePreview } from '../session/database.ts';
import type { Interrupt } from './interrupt.ts';
import { tableFormatter } from './output/table.ts';
import { writeResult } from './output/write-result.ts';
import type { Style } from './style.ts';
import type { Terminal } from './terminal.ts';

/** Shows what a mutation would do and asks whether to go on. Whatever is not a clear yes is a no. */
export async function confirmChange(
  preview: ChangePreview,
  style: Style,
  terminal: Terminal,
  interrupt: Pick<Interrupt, 'signal' | 'abort'>,
): Promise<boolean> {
  const { createInterface } = await import('node:readline/promises');
  const { columns, rows } = preview;
  await writeResult(
    { columns, batches: [cellsOf(columns, rows)] },
    tableFormatter({ style, screenWidth: terminal.width }),
    {
      writeOutput: async (text) => terminal.writeError(text),
    },
  );
  const questions = createInterface({ input: process.stdin, output: process.stderr });
  // Readline takes Ctrl-C for itself while it asks.
  questions.on('SIGINT', () => interrupt.abort());
  try {
    const answer = await questions.question(`${style.bold(preview.reason)}\nGo on? [y/N] `, {
      signal: interrupt.signal,
    });
    return /^\s*(y|yes)\s*$/i.test(answer);
  } catch (error) {
    if (interrupt.signal.aborted) return false;
    throw error;
  } finally {
    questions.close();
  }
}
