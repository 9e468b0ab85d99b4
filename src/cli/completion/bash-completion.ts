import type { Completed, CompletedCommand, CompletedOption } from './completed-command.ts';

/** What makes bash complete `skyql`: a function of its own, which needs nothing but bash 3.2. */
export function bashCompletion(commands: readonly CompletedCommand[]): string {
  const withCommands = commands.filter(({ subcommands }) => subcommands.length > 0);
  const inner = withCommands.flatMap(({ names: [name = ''], subcommands }) =>
    subcommands.map((command) => `"${name} ${command.names[0] ?? ''}"`),
  );
  return `# Completion of skyql in bash. In ~/.bashrc: source <(skyql completion bash)
_skyql_profiles() {
  sed -n 's/^\\[\\(profile \\)\\{0,1\\}\\([^]]*\\)\\].*/\\2/p' "\${AWS_CONFIG_FILE:-$HOME/.aws/config}" "\${AWS_SHARED_CREDENTIALS_FILE:-$HOME/.aws/credentials}" 2>/dev/null
}

_skyql() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" command="" options="" values="" operands="" word i
  COMPREPLY=()
  # Bash takes the = of --output=csv for a word.
  if [[ $cur == "=" ]]; then
    cur=""
  elif [[ $prev == "=" ]]; then
    prev="\${COMP_WORDS[COMP_CWORD-2]}"
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="\${COMP_WORDS[i]}"
    if [[ -z $command ]]; then
      [[ $word == -* ]] || command="$word"
    else
      case "$command $word" in
        ${inner.join(' | ')}) command="$command $word" ;;
      esac
    fi
  done
  case "$command" in
    "") operands="${commands.flatMap(({ names }) => names).join(' ')} help" options="--help --version" ;;
    help) operands="${commands.flatMap(({ names }) => names).join(' ')}" ;;
${commands.flatMap((command) => [casesOf(command, ''), ...command.subcommands.map((one) => casesOf(one, `${command.names[0] ?? ''} `))]).join('\n')}
  esac
  if [[ $values == files || ( -z $values && $cur != -* && $operands == files ) ]]; then
    compopt -o filenames 2>/dev/null
    COMPREPLY=($(compgen -f -- "$cur"))
  elif [[ $values == profiles ]]; then
    COMPREPLY=($(compgen -W "$(_skyql_profiles)" -- "$cur"))
  elif [[ $values == any ]]; then
    COMPREPLY=()
  elif [[ -n $values ]]; then
    COMPREPLY=($(compgen -W "$values" -- "$cur"))
  elif [[ $cur == -* ]]; then
    COMPREPLY=($(compgen -W "$options" -- "$cur"))
  elif [[ $operands != any ]]; then
    COMPREPLY=($(compgen -W "$operands" -- "$cur"))
  fi
}
complete -F _skyql skyql
`;
}

function casesOf({ names, options, operands, subcommands }: CompletedCommand, before: string): string {
  const [first = '', ...aliases] = names;
  const patterns = [`"${before}${first}"`, ...aliases.map((alias) => `"${alias}"`)];
  const given =
    subcommands.length > 0 ? subcommands.map((command) => command.names[0] ?? '').join(' ') : textOf(operands);
  const valued = options.filter(({ value }) => value !== undefined);
  return `    ${patterns.join(' | ')})
      options="${options.map(({ name }) => `--${name}`).join(' ')}" operands="${given}"
      case "$prev" in
${valued.map((option) => `        ${flagsOf(option).join(' | ')}) values="${option.value === undefined ? '' : textOf(option.value)}" ;;`).join('\n')}
      esac
      ;;`;
}

function flagsOf({ name, short }: CompletedOption): readonly string[] {
  return [`--${name}`, ...(short === undefined ? [] : [`-${short}`])];
}

function textOf(completed: Completed): string {
  return completed.kind === 'list' ? completed.values.join(' ') : completed.kind;
}
