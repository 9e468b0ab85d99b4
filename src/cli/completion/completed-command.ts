import { regionsOf } from '../../aws/partitions.ts';
import type { CommandDescription, OptionDescription } from '../arguments/command.ts';
import { optionsOf } from '../arguments/parse-arguments.ts';

/** What a shell may put behind an option, or behind a command. */
export type Completed =
  | { readonly kind: 'list'; readonly values: readonly string[] }
  | { readonly kind: 'files' }
  /** The profiles of AWS's own tools, which the shell reads from their files. */
  | { readonly kind: 'profiles' }
  /** Something that nobody can know. */
  | { readonly kind: 'any' };

export interface CompletedOption extends Pick<OptionDescription, 'name' | 'short' | 'description' | 'repeatable'> {
  /** What its value is called and what it can be; undefined of a switch. */
  readonly value?: { readonly name: string } & Completed;
}

/** A command as a shell completes it. */
export interface CompletedCommand {
  /** Its last word, and other names of it. */
  readonly names: readonly string[];
  readonly summary: string;
  readonly options: readonly CompletedOption[];
  readonly operands: Completed;
  readonly subcommands: readonly CompletedCommand[];
}

export function completedCommand(command: CommandDescription): CompletedCommand {
  const { name, aliases = [], summary, operands = '', operandChoices, subcommands = [] } = command;
  return {
    names: [name.split(' ').at(-1) ?? name, ...aliases],
    summary,
    options: optionsOf(command).map(completedOption),
    operands:
      operandChoices !== undefined
        ? { kind: 'list', values: operandChoices }
        : { kind: /\b(FILE|DIR)\b/.test(operands) ? 'files' : 'any' },
    subcommands: subcommands.map(completedCommand),
  };
}

function completedOption({ name, short, description, repeatable, value, choices }: OptionDescription): CompletedOption {
  return {
    name,
    description,
    ...(short !== undefined && { short }),
    ...(repeatable && { repeatable }),
    ...(value !== undefined && { value: { name: value, ...completedValue(name, value, choices) } }),
  };
}

function completedValue(name: string, value: string, choices: readonly string[] | undefined): Completed {
  if (choices !== undefined) return { kind: 'list', values: choices };
  if (/FILE|DIR/.test(value)) return { kind: 'files' };
  if (name === 'profile') return { kind: 'profiles' };
  return name === 'region' ? { kind: 'list', values: ['all', ...regionsOf('aws')] } : { kind: 'any' };
}
