import { cellsOf } from '../data/cells-of.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import type { ChangePreview } from '../session/database.ts';
import { tableFormatter } from './output/table.ts';
import { writeResult } from './output/write-result.ts';
import type { Questions } from './questions.ts';
import type { Style } from './style.ts';
import type { Terminal } from './terminal.ts';

/** Shows what a mutation would do and asks whether to go on. Whatever is not a clear yes is a no, Ctrl-D too. */
export async function confirmChange(
  preview: ChangePreview,
  style: Style,
  terminal: Terminal,
  questions: Pick<Questions, 'ask'>,
): Promise<boolean> {
  const { columns, rows } = preview;
  await writeResult(
    { columns, batches: [cellsOf(columns, rows)] },
    tableFormatter({ style, screenWidth: terminal.width }),
    {
      writeOutput: async (text) => terminal.writeError(text),
    },
  );
  try {
    return /^(y|yes)$/i.test(await questions.ask(`${style.bold(preview.reason)}\nGo on? [y/N] `));
  } catch (error) {
    if (error instanceof SkyqlError && error.code === 'INTERRUPTED') return false;
    throw error;
  }
}
