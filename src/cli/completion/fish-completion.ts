import type { CompletedCommand, CompletedOption } from './completed-command.ts';

/** What makes fish complete `skyql`. */
export function fishCompletion(commands: readonly CompletedCommand[]): string {
  const names = commands.flatMap((command) => command.names);
  return [
    '# Completion of skyql in fish. In ~/.config/fish/completions/skyql.fish: skyql completion fish | source',
    'function __skyql_profiles',
    `    set -l config (set -q AWS_CONFIG_FILE; and echo $AWS_CONFIG_FILE; or echo ~/.aws/config)`,
    `    set -l credentials (set -q AWS_SHARED_CREDENTIALS_FILE; and echo $AWS_SHARED_CREDENTIALS_FILE; or echo ~/.aws/credentials)`,
    `    sed -n 's/^\\[\\(profile \\)\\{0,1\\}\\([^]]*\\)\\].*/\\2/p' $config $credentials 2>/dev/null`,
    'end',
    '# The words of the command so far, without options.',
    'function __skyql_command',
    "    set -l words (commandline -opc | string match -v -- '-*')[2..]",
    '    set -l depth (count $argv)',
    '    test "$words[1..$depth]" = "$argv"',
    'end',
    'complete -c skyql -f',
    `complete -c skyql -n __fish_use_subcommand -s h -l help -d ${quoted('Show the help')}`,
    `complete -c skyql -n __fish_use_subcommand -s V -l version -d ${quoted('Show the version')}`,
    `complete -c skyql -n ${quoted('__skyql_command help')} -a ${quoted(names.join(' '))}`,
    `complete -c skyql -n __fish_use_subcommand -a help -d ${quoted('Show the help of a command')}`,
    ...commands.flatMap((command) => linesOf(command)),
    '',
  ].join('\n');
}

function linesOf({ names, summary, subcommands, ...command }: CompletedCommand): readonly string[] {
  return names.flatMap((name) => {
    const inner = subcommands.flatMap((one) => one.names);
    const outside = inner.length === 0 ? '' : `; and not __fish_seen_subcommand_from ${inner.join(' ')}`;
    const own = quoted(`__skyql_command ${name}${outside}`);
    return [
      `complete -c skyql -n __fish_use_subcommand -a ${name} -d ${quoted(summary)}`,
      ...subcommands.map((one) => `complete -c skyql -n ${own} -a ${one.names[0] ?? ''} -d ${quoted(one.summary)}`),
      ...optionLines(command, own),
      ...subcommands.flatMap((one) => optionLines(one, quoted(`__skyql_command ${name} ${one.names[0] ?? ''}`))),
    ];
  });
}

function optionLines(
  { options, operands }: Pick<CompletedCommand, 'options' | 'operands'>,
  when: string,
): readonly string[] {
  const given =
    operands.kind === 'files' ? ['-F'] : operands.kind === 'list' ? ['-a', quoted(operands.values.join(' '))] : [];
  return [
    ...(given.length === 0 ? [] : [`complete -c skyql -n ${when} ${given.join(' ')}`]),
    ...options.map((option) => `complete -c skyql -n ${when} ${optionWords(option).join(' ')}`),
  ];
}

function optionWords({ name, short, description, value }: CompletedOption): readonly string[] {
  const words = ['-l', name, ...(short === undefined ? [] : ['-s', short]), '-d', quoted(description)];
  switch (value?.kind) {
    case 'list':
      return [...words, '-x', '-a', quoted(value.values.join(' '))];
    case 'files':
      return [...words, '-r', '-F'];
    case 'profiles':
      return [...words, '-x', '-a', quoted('(__skyql_profiles)')];
    case 'any':
      return [...words, '-x'];
    default:
      return words;
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
