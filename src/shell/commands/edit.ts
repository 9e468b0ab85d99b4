import { editText } from '../edit-text.ts';
import type { ShellCommand } from './shell-command.ts';

export const editCommand: ShellCommand = {
  names: ['\\e', '\\edit', '.edit'],
  endsStatement: true,
  summary:
    'write the last statement on in $EDITOR; it comes back to the prompt before it runs (Ctrl-O: what is being written)',
  async run(_, shell) {
    shell.nextText = await editText(
      shell.lastStatement === undefined ? '' : `${shell.lastStatement};\n`,
      shell.parts.terminal.environment,
    );
    return undefined;
  },
};
