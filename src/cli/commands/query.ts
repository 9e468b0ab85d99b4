import type { CommandRunner } from '../arguments/command.ts';
import { parseParameters } from '../arguments/parse-parameters.ts';
import { listenForInterrupt } from '../interrupt.ts';
import { createQuestions } from '../questions.ts';
import { runScript, runSteps } from '../run-script.ts';
import { askMfaCode } from './ask-mfa-code.ts';
import { connectOptionsOf } from './connect-options-of.ts';
import { outputSettingsOf } from './output-settings-of.ts';
import { planStep } from './plan-step.ts';
import { readScript } from './read-script.ts';
import { refuseUnusedParameters } from './refuse-unused-parameters.ts';

/** `skyql query`: runs the statements and says how it went by the exit code. */
export const runQuery: CommandRunner = async (args, terminal) => {
  const options = connectOptionsOf(args);
  const parameters = parseParameters(args.values('param'));
  const settings = { parameters, ...outputSettingsOf(args) };
  const script = await readScript(args);
  refuseUnusedParameters(script, Object.keys(parameters));
  const file = args.value('plan-out');

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
