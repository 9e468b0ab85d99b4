import { readFile } from 'node:fs/promises';
import { UsageError } from './usage-error.ts';

/** A file that the user names. Throws a UsageError where it cannot be read. */
export async function readTextFile(file: string): Promise<string> {
  try {
    return decodedText(await readFile(file), `The file ${file}`);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new UsageError(missing ? `There is no file ${file}.` : `Cannot read the file ${file}.`);
  }
}

/** Throws for bytes that are no UTF-8: read all the same, names and texts would be others than those that were written. */
export function decodedText(bytes: Uint8Array, what: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(`${what} is not UTF-8.`, 'Convert it first: iconv -f LATIN1 -t UTF-8 FILE > NEW.');
  }
}
