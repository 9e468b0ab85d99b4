import type { ConnectOptions } from '../../session/connect-options.ts';
import type { Questions } from '../../terminal/questions.ts';
import type { Terminal } from '../../terminal/terminal.ts';

/** Lets `connect` ask for the code of a device where somebody is there to answer. */
export function askMfaCode(questions: Questions, terminal: Terminal): Pick<ConnectOptions, 'mfaCode'> {
  if (!terminal.inputIsKeyboard || !terminal.errorIsScreen) return {};
  return { mfaCode: ({ profile, serial }) => questions.ask(`MFA code of ${serial} for the profile ${profile}: `) };
}
