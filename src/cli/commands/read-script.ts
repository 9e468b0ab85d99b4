import { buffer } from 'node:stream/consumers';
import { decodedText, readTextFile } from '../../terminal/read-text-file.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import type { Arguments } from '../arguments/arguments.ts';

/** The statements to run, and where they are from. */
export interface Script {
  readonly text: string;
  readonly name: string;
}

/** The operand, a file, or standard input. Throws a UsageError when there is none, or more than one. */
export async function readScript(args: Arguments): Promise<Script> {
  const [file] = [args.value('infile') ?? args.value('file')];
  const operand = isDataFile(args) ? undefined : args.operands[0];
  const sources = [file, operand].filter((source) => source !== undefined);
  const [source] = sources;
  if (source === undefined)
    throw new UsageError('There is no statement to run.', 'Give it in quotes, with -f FILE, or - for standard input.');
  if (sources.length > 1) throw new UsageError('Give one statement text or one file, not both.');

  const script =
    source === '-'
      ? { text: await readStandardInput(), name: 'stdin' }
      : file === undefined
        ? { text: source, name: 'statement' }
        : { text: await readTextFile(source), name: source };
  if (script.text.trim() === '') throw new UsageError('There is no statement to run: the text is empty.');
  return script;
}

/** All that standard input holds. Throws a UsageError where it is no text. */
export async function readStandardInput(): Promise<string> {
  return decodedText(await buffer(process.stdin), 'Standard input');
}

/** `-i script.iql -q data.json`: to StackQL `-q` names the file with data. */
export function isDataFile(args: Arguments): boolean {
  return args.flag('quiet') && args.value('infile') !== undefined && args.operands.length === 1;
}
