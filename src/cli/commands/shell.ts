import { version } from '../../session/version.ts';
import { createInterrupts } from '../../shell/interrupts.ts';
import { runShellScript, startShell } from '../../shell/start-shell.ts';
import { exitCode } from '../../terminal/exit-code.ts';
import { createQuestions } from '../../terminal/questions.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import type { Arguments } from '../arguments/arguments.ts';
import type { CommandRunner } from '../arguments/command.ts';
import { parseParameters } from '../arguments/parse-parameters.ts';
import { askMfaCode } from './ask-mfa-code.ts';
import { connectOptionsOf } from './connect-options-of.ts';
import { outputSettingsOf } from './output-settings-of.ts';
import { readStandardInput } from './read-script.ts';
import { regionOfSandbox } from './region-of-sandbox.ts';
import { tellUnneeded } from './tell-unneeded.ts';

/** `skyql shell`: a prompt, or what standard input holds where nobody sits at it. */
export const runShellCommand: CommandRunner = async (args, terminal) => {
  tellUnneeded(args, terminal);
  const options = connectOptionsOf(args);
  const settings = { parameters: parseParameters(args.values('param')), ...outputSettingsOf(args) };
  // Of a script that waits for its statements there is nothing to clear.
  let clear: () => void = () => {
    if (!isAtPrompt(terminal)) process.exit(exitCode.interrupted);
  };
  const interrupts = createInterrupts(terminal, { onIdle: () => clear() });
  const questions = createQuestions({
    get signal() {
      return interrupts.running.signal;
    },
    abort: () => interrupts.running.abort(),
  });
  // What is typed before there is a prompt comes to it, and is not shown twice.
  if (isAtPrompt(terminal) && terminal.environment.TERM !== 'dumb') process.stdin.setRawMode?.(true);
  const { connect } = await import('../../session/connect.ts');
  const database = await connect({ ...options, externalAccess: true, ...askMfaCode(questions, terminal) });
  const parts = { database, terminal, interrupts, questions };
  try {
    if (!isAtPrompt(terminal)) return await runShellScript(parts, settings, await readStandardInput());
    return await startShell({
      parts,
      settings,
      greeting: `skyql ${version}${placeOf(args, terminal)}. \\? lists the commands, Ctrl-D leaves.`,
      keepsHistory: !args.flag('no-history'),
      suggests: !args.flag('no-suggest'),
      onClear: (clearing) => {
        clear = clearing;
      },
    });
  } finally {
    await database.close();
    interrupts.dispose();
  }
};

/** Whether somebody can write statements and see them. */
function isAtPrompt(terminal: Terminal): boolean {
  return terminal.inputIsKeyboard && (terminal.errorIsScreen || terminal.outputIsScreen);
}

function placeOf(args: Arguments, terminal: Terminal): string {
  const readOnly = args.flag('read-only') ? ', read-only' : '';
  const region = regionOfSandbox(args, terminal);
  if (args.flag('sandbox')) return ` on the sandbox${region === undefined ? '' : ` in ${region}`}${readOnly}`;
  const endpoint = args.value('endpoint-url');
  return endpoint === undefined ? readOnly : ` on ${endpoint}${readOnly}`;
}
