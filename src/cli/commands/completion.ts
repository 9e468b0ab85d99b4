import { exitCode } from '../../terminal/exit-code.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import type { CommandRunner } from '../arguments/command.ts';
import { bashCompletion } from '../completion/bash-completion.ts';
import { type CompletedCommand, completedCommand } from '../completion/completed-command.ts';
import { fishCompletion } from '../completion/fish-completion.ts';
import { zshCompletion } from '../completion/zsh-completion.ts';
import { commands } from './commands.ts';
import { shells } from './completion-description.ts';

const scripts: Readonly<Record<(typeof shells)[number], (commands: readonly CompletedCommand[]) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

/** `skyql completion bash`: made of the descriptions that help and the parser go by. */
export const runCompletion: CommandRunner = async ({ operands: [given = ''] }, terminal) => {
  const shell = shells.find((name) => name === given);
  if (shell === undefined)
    throw new UsageError(
      given === '' ? 'Completion is for a shell.' : `There is no completion for "${given}".`,
      `Write skyql completion ${shells.join(', or ')}.`,
    );
  await terminal.writeOutput(scripts[shell](commands.map(completedCommand)));
  return exitCode.done;
};
