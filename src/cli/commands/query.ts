import { exitCode } from '../../terminal/exit-code.ts';
import { listenForInterrupt } from '../../terminal/interrupt.ts';
import { openOutputFile } from '../../terminal/output-file.ts';
import { createQuestions } from '../../terminal/questions.ts';
import { runScript, runSteps } from '../../terminal/run-script.ts';
import type { CommandRunner } from '../arguments/command.ts';
import { parseParameters } from '../arguments/parse-parameters.ts';
import { askMfaCode } from './ask-mfa-code.ts';
import { connectOptionsOf } from './connect-options-of.ts';
import { outputSettingsOf } from './output-settings-of.ts';
import { planStep } from './plan-step.ts';
import { prepareScript } from './prepare-script.ts';
import { refuseUnusedParameters } from './refuse-unused-parameters.ts';
import { tellRegionOfSandbox } from './region-of-sandbox.ts';
import { tellUnneeded } from './tell-unneeded.ts';

/** `skyql query`: runs the statements and says how it went by the exit code. */
export const runQuery: CommandRunner = async (args, terminal) => {
  tellUnneeded(args, terminal);
  // To StackQL -i is the script and -f the file for the rows.
  const outfile = args.value('outfile') ?? (args.value('infile') === undefined ? undefined : args.value('file'));
  if (outfile === undefined) return runStatements(args, terminal);
  const output = await openOutputFile(terminal, outfile);
  try {
    return await runStatements(args, output.terminal);
  } finally {
    await output.close();
  }
};

const runStatements: CommandRunner = async (args, terminal) => {
  const options = connectOptionsOf(args);
  const parameters = parseParameters(args.values('param'));
  const settings = { parameters, ...outputSettingsOf(args) };
  const script = await prepareScript(args);
  if (args.flag('dryrun')) {
    await terminal.writeOutput(script.endsWith('\n') ? script : `${script}\n`);
    return exitCode.done;
  }
  const { openAhead } = await import('../../session/open-ahead.ts');
  openAhead(options);
  refuseUnusedParameters(script, Object.keys(parameters));
  const file = args.value('plan-out');
  tellRegionOfSandbox(args, terminal, script);

  const interrupt = listenForInterrupt(terminal);
  const questions = createQuestions(interrupt);
  const { connect } = await import('../../session/connect.ts');
  const database = await connect({ ...options, externalAccess: true, ...askMfaCode(questions, terminal) });
  try {
    if (file === undefined) return await runScript(database, script, { ...settings, questions }, terminal, interrupt);
    const step = planStep(database, { script, parameters, file, strict: settings.strict });
    return await runSteps(() => [step], { ...settings, questions }, terminal, interrupt);
  } finally {
    await database.close();
    interrupt.dispose();
  }
};
