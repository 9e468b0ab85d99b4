import type { Style } from '../terminal/style.ts';
import type { CommandDescription, OptionDescription } from './arguments/command.ts';
import { optionsOf } from './arguments/parse-arguments.ts';

/** What `skyql --help` shows. */
export function programHelp(commands: readonly CommandDescription[], style: Style): string {
  const names = commands.map(({ name, aliases = [] }) => [name, ...aliases].join(', '));
  return [
    'skyql: query, deploy and manage AWS with SQL.',
    '',
    `${style.bold('Usage:')} skyql <command> [options]`,
    '',
    style.bold('Commands:'),
    ...twoColumns(commands.map(({ summary }, index) => [names[index] ?? '', summary])),
    '',
    style.bold('Options:'),
    ...twoColumns([
      ['-h, --help', 'Show this help; after a command, the help of that command'],
      ['-V, --version', 'Show the version'],
    ]),
    '',
    style.bold('Examples:'),
    ...commands.flatMap(({ examples }) => exampleLines(examples.slice(0, 1), style)),
    `${style.bold('Exit codes:')} 0 done · 1 failed · 2 wrong usage · 3 warnings under --strict · 4 a change may have been made · 130 interrupted`,
    '',
  ].join('\n');
}

/** What `skyql <command> --help` shows. */
export function commandHelp(command: CommandDescription, style: Style): string {
  const { subcommands = [] } = command;
  const inner = subcommands.length > 0 && !command.operands ? '<command>' : undefined;
  const usage = ['skyql', command.name, inner, '[options]', command.operands].filter(Boolean).join(' ');
  const aliases = command.aliases ? [`${style.bold('Alias:')} skyql ${command.aliases.join(', skyql ')}`] : [];
  return [
    `${command.summary}.`,
    '',
    `${style.bold('Usage:')} ${usage}`,
    ...aliases,
    ...(command.details ? ['', command.details] : []),
    '',
    ...(subcommands.length > 0
      ? [style.bold('Commands:'), ...twoColumns(subcommands.map(({ name, summary }) => [name, summary])), '']
      : []),
    style.bold('Options:'),
    ...twoColumns(optionsOf(command).map((option) => [optionTitle(option), option.description])),
    '',
    style.bold('Examples:'),
    ...exampleLines(command.examples, style),
  ].join('\n');
}

function exampleLines(examples: CommandDescription['examples'], style: Style): string[] {
  return examples.flatMap(({ description, command }) => [`  ${style.dim(`# ${description}`)}`, `  ${command}`, '']);
}

function optionTitle({ name, short, value }: OptionDescription): string {
  return `${short ? `-${short}, ` : '    '}--${name}${value ? ` ${value}` : ''}`;
}

function twoColumns(lines: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...lines.map(([title]) => title.length));
  return lines.map(([title, description]) => `  ${title.padEnd(width)}  ${description}`);
}
