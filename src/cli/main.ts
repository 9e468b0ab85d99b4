import { exitCode } from '../terminal/exit-code.ts';
import { printError } from '../terminal/print-error.ts';
import { styleOf } from '../terminal/style.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { UsageError } from '../terminal/usage-error.ts';
import type { CommandDescription } from './arguments/command.ts';
import { didYouMean } from './arguments/did-you-mean.ts';
import { parseArguments } from './arguments/parse-arguments.ts';
import { commands } from './commands/commands.ts';
import { commandHelp, programHelp } from './help.ts';

/** Runs `skyql` with the words that follow it, and says with which code the process ends. */
export async function main(words: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await runCommand(words, terminal);
  } catch (error) {
    const debug = words.includes('--debug');
    const style = styleOf(terminal, 'error', !words.includes('--no-color'));
    printError(error, { style, debug }, terminal);
    return error instanceof UsageError ? usageCodeOf(words) : exitCode.failed;
  }
}

async function runCommand(words: readonly string[], terminal: Terminal): Promise<number> {
  const [first, ...rest] = words;
  const style = styleOf(terminal, 'output');
  if (first === '--version' || first === '-V' || first === 'version') {
    const { version } = await import('../session/version.ts');
    await terminal.writeOutput(`skyql ${version}\n`);
    return exitCode.done;
  }
  // Who starts the program alone, at a terminal, wants to ask it something.
  if (first === undefined && terminal.inputIsKeyboard && terminal.outputIsScreen)
    return runCommand(['shell'], terminal);
  if (first === undefined || first === '--help' || first === '-h' || (first === 'help' && rest.length === 0)) {
    await terminal.writeOutput(programHelp(commands, style));
    return exitCode.done;
  }
  if (first === 'help') {
    const [name = '', ...further] = rest;
    await terminal.writeOutput(commandHelp(subcommandOf(findCommand(name), further).command, style));
    return exitCode.done;
  }

  const { command, words: given } = subcommandOf(findCommand(first), rest);
  const args = parseArguments(command, given);
  if (args.flag('help')) {
    await terminal.writeOutput(commandHelp(command, style));
    return exitCode.done;
  }
  const run = await command.load();
  return run(args, terminal);
}

function usageCodeOf([first, ...rest]: readonly string[]): number {
  const command = commands.find(({ name }) => name === first);
  return (command && subcommandOf(command, rest).command.usageCode) ?? exitCode.wrongUsage;
}

/** The command that the next word names, where a command has commands of its own, and the words that are left. */
function subcommandOf(
  command: CommandDescription,
  words: readonly string[],
): { readonly command: CommandDescription; readonly words: readonly string[] } {
  const [next = '', ...rest] = words;
  const inner = command.subcommands?.find(({ name }) => name === `${command.name} ${next}`);
  return inner ? { command: inner, words: rest } : { command, words };
}

function findCommand(name: string): CommandDescription {
  const command = commands.find((candidate) => candidate.name === name || candidate.aliases?.includes(name));
  if (command) return command;
  if (name.startsWith('-'))
    throw new UsageError(
      `Unknown option ${name} before a command.`,
      `Options come after the command: skyql query ${name} ... See skyql --help.`,
    );
  if (/\s/.test(name)) throw new UsageError('SQL comes after the command query.', 'Write: skyql query "SELECT ...".');
  const known = commands.flatMap((candidate) => [candidate.name, ...(candidate.aliases ?? [])]);
  throw new UsageError(`There is no command "${name}".`, `${didYouMean(name, known)}See skyql --help.`);
}
