import type { Cells } from '../../data/value.ts';
import type { ResultColumn } from '../../session/database.ts';
import type { RowFormatter } from './output-format.ts';

/** Text is handed on in pieces of about this many characters, so that a slow reader slows us down and memory stays flat. */
const chunkSize = 64 * 1024;

/** Rows as they come, after the columns that they have. */
export interface WrittenResult {
  readonly columns: readonly ResultColumn[];
  readonly batches: AsyncIterable<readonly Cells[]> | Iterable<readonly Cells[]>;
}

/**
 * Writes a result's rows to standard output, each batch as soon as it is there and at the pace of whoever reads. Tells how
 * many they were.
 */
export async function writeResult(
  { columns, batches }: WrittenResult,
  formatter: RowFormatter,
  terminal: { writeOutput(text: string): Promise<void> },
): Promise<number> {
  let count = 0;
  let text = formatter.begin(columns);
  for await (const rows of batches) {
    count += rows.length;
    for (const cells of rows) {
      text += formatter.row(cells);
      if (text.length < chunkSize) continue;
      await terminal.writeOutput(text);
      text = '';
    }
    // The next batch may be calls away.
    if (text !== '') await terminal.writeOutput(text);
    text = '';
  }
  await terminal.writeOutput(text + formatter.end());
  return count;
}
