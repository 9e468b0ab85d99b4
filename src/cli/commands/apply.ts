import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { cellsOf } from '../../data/cells-of.ts';
import type { QueryOptions } from '../../session/database.ts';
import { listenForInterrupt } from '../../terminal/interrupt.ts';
import { createQuestions } from '../../terminal/questions.ts';
import { runSteps } from '../../terminal/run-script.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import type { Arguments } from '../arguments/arguments.ts';
import type { CommandRunner } from '../arguments/command.ts';
import { askMfaCode } from './ask-mfa-code.ts';
import { connectOptionsOf } from './connect-options-of.ts';
import { outputSettingsOf } from './output-settings-of.ts';

/** `skyql apply`: carries out a plan that was kept and says how it went by the exit code. */
export const runApply: CommandRunner = async (args, terminal) => {
  const options = connectOptionsOf(args);
  const settings = outputSettingsOf(args);
  const plan = await readPlanFile(args);
  const interrupt = listenForInterrupt(terminal);
  const questions = createQuestions(interrupt);
  const { connect } = await import('../../session/connect.ts');
  const database = await connect({ ...options, ...askMfaCode(questions, terminal) });
  const run = async (queryOptions: QueryOptions) => {
    const { rows, ...result } = await database.apply(plan, queryOptions);
    return { ...result, batches: () => [cellsOf(result.columns, rows)] };
  };
  try {
    return await runSteps(() => [{ text: '', before: '', run }], { ...settings, questions }, terminal, interrupt);
  } finally {
    await database.close();
    interrupt.dispose();
  }
};

async function readPlanFile(args: Arguments): Promise<string> {
  const [file] = args.operands;
  if (file === undefined)
    throw new UsageError('There is no plan to carry out.', 'Give its file: skyql apply FILE, or - for standard input.');
  if (file === '-') return text(process.stdin);
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new UsageError(isMissing ? `There is no file ${file}.` : `Cannot read the file ${file}.`);
  }
}
