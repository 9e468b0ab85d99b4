import { describe, expect, it } from 'vitest';
import { UsageError } from '../../terminal/usage-error.ts';
import { commands } from '../commands/commands.ts';
import { queryCommand } from '../commands/query-description.ts';
import { optionsOf, parseArguments } from './parse-arguments.ts';

const parse = (...words: string[]) => parseArguments(queryCommand, words);

describe('parseArguments', () => {
  it('reads switches, values in both forms, letters and repeated options', () => {
    const args = parse('--sandbox', '--profile', 'dev', '--profile=prod', '-ojson', '-q', 'SELECT 1');
    expect(args.flag('sandbox')).toBe(true);
    expect(args.flag('yes')).toBe(false);
    expect(args.values('profile')).toEqual(['dev', 'prod']);
    expect(args.value('output')).toBe('json');
    expect(args.flag('quiet')).toBe(true);
    expect(args.operands).toEqual(['SELECT 1']);
  });

  it('takes SQL that begins with a comment for SQL', () => {
    expect(parse('-- my images\nSELECT 1', '-q').operands).toEqual(['-- my images\nSELECT 1']);
  });

  it('takes - for standard input', () => {
    expect(parse('-').operands).toEqual(['-']);
    expect(parse('-f', '-').value('file')).toBe('-');
  });

  it('takes everything after -- as it is', () => {
    expect(parse('--', '--sandbox').operands).toEqual(['--sandbox']);
  });

  it.each([
    [['--rgion', 'us-east-1'], 'Unknown option --rgion.', 'Did you mean --region?'],
    [['--profil=a'], 'Unknown option --profil.', 'Did you mean --profile?'],
    [['--output', 'jsno'], 'Option --output does not take "jsno".', 'Did you mean json'],
    [['--region'], 'Option --region needs a value: --region REGION.', undefined],
    [['--region', '--sandbox'], 'Option --region needs a value: --region REGION.', undefined],
    [['--sandbox=yes'], 'Option --sandbox takes no value.', undefined],
    [['-f', 'a', '-f', 'b'], 'Option --file was given twice.', undefined],
    [['SELECT', '1'], 'Unexpected "1" after skyql query.', 'Put the whole statement in one pair of quotes.'],
  ])('refuses %j', (words, message, hint) => {
    let error: unknown;
    try {
      parse(...words);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(UsageError);
    const usage = error as UsageError;
    expect(usage.message).toBe(message);
    if (hint) expect(usage.hint).toContain(hint);
  });
});

describe('every command', () => {
  it.each(commands)('$name has examples, and options with names of their own', (command) => {
    expect(command.examples.length).toBeGreaterThan(0);
    const options = optionsOf(command);
    const names = options.flatMap(({ name, short }) => [name, ...(short ? [short] : [])]);
    expect(new Set(names).size).toBe(names.length);
  });
});
