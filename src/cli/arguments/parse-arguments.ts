import { parseArgs } from 'node:util';
import { UsageError } from '../../terminal/usage-error.ts';
import type { Arguments } from './arguments.ts';
import type { CommandDescription, OptionDescription } from './command.ts';
import { didYouMean } from './did-you-mean.ts';

const help: OptionDescription = { name: 'help', short: 'h', description: 'Show this help' };

/** The options of a command with those that every command has. */
export function optionsOf(command: CommandDescription): readonly OptionDescription[] {
  return [...command.options, help];
}

/**
 * Reads the words after a command's name. Throws a UsageError for what the command does not know.
 *
 * Words that begin with `--` and white space are SQL that begins with a comment, not options.
 */
export function parseArguments(command: CommandDescription, words: readonly string[]): Arguments {
  const options = optionsOf(command);
  const { tokens } = parseArgs({
    args: words.map((word) => (/^--\s/.test(word) ? 'SQL' : word)),
    options: Object.fromEntries(
      options.map((option) => [
        option.name,
        { type: option.value === undefined ? 'boolean' : 'string', ...(option.short && { short: option.short }) },
      ]),
    ),
    allowPositionals: true,
    strict: false,
    tokens: true,
  });

  const given = new Map<string, string[]>();
  const operands: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(words[token.index] ?? token.value);
    if (token.kind !== 'option') continue;
    const option = options.find((candidate) => candidate.name === token.name);
    if (!option) throw unknownOption(command, options, token.rawName);
    const values = given.get(option.name) ?? [];
    if (values.length > 0 && option.value !== undefined && !option.repeatable)
      throw new UsageError(`Option --${option.name} was given twice.`);
    given.set(option.name, [...values, optionValue(option, token.rawName, token.value, token.inlineValue === true)]);
  }
  if (operands.length > command.maxOperands && !given.has('help')) throw tooManyOperands(command, operands);

  return {
    operands,
    flag: (name) => given.has(name),
    value: (name) => given.get(name)?.at(-1),
    values: (name) => given.get(name) ?? [],
  };
}

function optionValue(option: OptionDescription, rawName: string, value: string | undefined, inline: boolean): string {
  if (option.value === undefined) {
    if (value !== undefined) throw new UsageError(`Option ${rawName} takes no value.`);
    return '';
  }
  const looksLikeOption = !inline && /^-./.test(value ?? '') && !/^-\d/.test(value ?? '');
  if (value === undefined || looksLikeOption)
    throw new UsageError(`Option ${rawName} needs a value: ${rawName} ${option.value}.`);
  if (option.choices && !option.choices.includes(value)) {
    const near = didYouMean(value, option.choices);
    throw new UsageError(
      `Option ${rawName} does not take "${value}".`,
      `${near}It takes ${option.choices.join(', ')}.`,
    );
  }
  return value;
}

function unknownOption(
  command: CommandDescription,
  options: readonly OptionDescription[],
  rawName: string,
): UsageError {
  const near = didYouMean(
    rawName,
    options.map((option) => `--${option.name}`),
  );
  return new UsageError(`Unknown option ${rawName}.`, `${near}See skyql ${command.name} --help.`);
}

function tooManyOperands(command: CommandDescription, operands: readonly string[]): UsageError {
  const extra = operands[command.maxOperands] ?? '';
  const hint = command.maxOperands > 0 ? 'Put the whole statement in one pair of quotes.' : undefined;
  return new UsageError(`Unexpected "${extra}" after skyql ${command.name}.`, hint);
}
