import type { CommandDescription } from '../arguments/command.ts';

export const shells = ['bash', 'zsh', 'fish'] as const;

export const completionCommand: CommandDescription = {
  name: 'completion',
  summary: 'Print what lets bash, zsh or fish complete commands, options and their values',
  operands: shells.join(' | '),
  operandChoices: shells,
  maxOperands: 1,
  options: [
    { name: 'no-color', description: 'No colours (also NO_COLOR)' },
    { name: 'debug', description: 'Show stack traces' },
  ],
  examples: [
    { description: 'In ~/.bashrc', command: 'source <(skyql completion bash)' },
    { description: 'In ~/.zshrc, behind compinit', command: 'source <(skyql completion zsh)' },
    { description: 'Once, for fish', command: 'skyql completion fish > ~/.config/fish/completions/skyql.fish' },
  ],
  load: async () => (await import('./completion.ts')).runCompletion,
};
