import type { Result } from '../../session/database.ts';
import type { Terminal } from '../terminal.ts';
import type { RowFormatter } from './output-format.ts';

/** Text is handed on in pieces of about this many characters, so that a slow reader slows us down and memory stays flat. */
const chunkSize = 64 * 1024;

/** Writes a result's rows to standard output, at the pace of whoever reads them. */
export async function writeResult(
  result: Pick<Result, 'columns' | 'rows'>,
  formatter: RowFormatter,
  terminal: Pick<Terminal, 'writeOutput'>,
): Promise<void> {
  let text = formatter.begin(result.columns);
  for (const row of result.rows) {
    text += formatter.row(row);
    if (text.length < chunkSize) continue;
    await terminal.writeOutput(text);
    text = '';
  }
  await terminal.writeOutput(text + formatter.end());
}
