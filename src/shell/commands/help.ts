import { commands } from './commands.ts';
import type { ShellCommand } from './shell-command.ts';

export const helpCommand: ShellCommand = {
  names: ['\\?', '.help', '\\help', '\\h'],
  argument: '[WORD]',
  summary: 'the commands, or those that a word stands in',
  async run(argument, shell) {
    const word = argument.toLowerCase();
    const found = commands.filter(({ names, argument: taken = '', summary }) =>
      [...names, taken, summary].join(' ').toLowerCase().includes(word),
    );
    if (found.length === 0) shell.say(`No command speaks of "${argument}".`);
    const { style } = shell;
    for (const { names, argument: taken = '', summary } of found) {
      const [first = '', ...others] = names;
      const also = others.length === 0 ? '' : ` (also ${others.join(' ')})`;
      shell.say(`${first} ${taken}`.trimEnd() + also, style.bold);
      shell.say(`${summary[0]?.toUpperCase()}${summary.slice(1)}.`, (line) => `    ${line}`, 4);
    }
    if (word === '') shell.say(keys, style.dim);
    return undefined;
  },
};

const keys = `
A statement ends with a semicolon: Enter runs what is whole, Alt-Enter begins a new line.
Up, Down: history. Ctrl-R: search it. Ctrl-_: undo. Ctrl-O: $EDITOR. Ctrl-C: stop or clear. Ctrl-D: leave.`;
