import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import type { Arguments } from '../arguments/arguments.ts';
import { UsageError } from '../arguments/usage-error.ts';

/** The statements to run: the operand, a file, or standard input. Throws a UsageError when there is none, or more than one. */
export async function readScript(args: Arguments): Promise<string> {
  const files = [args.value('file'), args.value('infile')].filter((file) => file !== undefined);
  const [operand] = args.operands;
  const sources = [...files, ...(operand === undefined ? [] : [operand])];
  const [source] = sources;
  if (source === undefined)
    throw new UsageError('There is no statement to run.', 'Give it in quotes, with -f FILE, or - for standard input.');
  if (sources.length > 1) throw new UsageError('Give one statement text or one file, not both.');

  const script =
    source === '-'
      ? decoded(await buffer(process.stdin), 'Standard input')
      : files.length > 0
        ? await readScriptFile(source)
        : source;
  if (script.trim() === '') throw new UsageError('There is no statement to run: the text is empty.');
  return script;
}

async function readScriptFile(file: string): Promise<string> {
  try {
    return decoded(await readFile(file), `The file ${file}`);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new UsageError(missing ? `There is no file ${file}.` : `Cannot read the file ${file}.`);
  }
}

/** Throws for bytes that are no UTF-8: read all the same, names and texts would be others than those that were written. */
function decoded(bytes: Uint8Array, what: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(`${what} is not UTF-8.`, 'Convert it first: iconv -f LATIN1 -t UTF-8 FILE > NEW.');
  }
}
