import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
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

  const script = source === '-' ? await text(process.stdin) : files.length > 0 ? await readScriptFile(source) : source;
  if (script.trim() === '') throw new UsageError('There is no statement to run: the text is empty.');
  return script;
}

async function readScriptFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new UsageError(missing ? `There is no file ${file}.` : `Cannot read the file ${file}.`);
  }
}
