import type { CopyOptions } from '../statements/command.ts';
import { CopyBinary } from './copy-binary.ts';
import { CopyCsv } from './copy-csv.ts';
import type { CopyReader } from './copy-row.ts';
import { CopyText } from './copy-text.ts';

/** Reads what COPY FROM STDIN is sent, in its format. */
export function copyReader(options: CopyOptions, columns: readonly string[]): CopyReader {
  if (options.format === 'binary') return new CopyBinary();
  return options.format === 'csv' ? new CopyCsv(options, columns) : new CopyText(options);
}
