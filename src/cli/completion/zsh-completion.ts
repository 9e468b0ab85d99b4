import type { Completed, CompletedCommand, CompletedOption } from './completed-command.ts';

/** What makes zsh complete `skyql`. */
export function zshCompletion(commands: readonly CompletedCommand[]): string {
  const described = commands.flatMap(({ names, summary }) => names.map((name) => describedWord(name, summary)));
  const help = describedWord('help', 'Show the help of a command');
  return `#compdef skyql
# Completion of skyql in zsh. In ~/.zshrc, behind compinit: source <(skyql completion zsh)
_skyql_profiles() {
  local -a profiles
  profiles=(\${(f)"$(sed -n 's/^\\[\\(profile \\)\\{0,1\\}\\([^]]*\\)\\].*/\\2/p' "\${AWS_CONFIG_FILE:-$HOME/.aws/config}" "\${AWS_SHARED_CREDENTIALS_FILE:-$HOME/.aws/credentials}" 2>/dev/null)"})
  compadd -a profiles
}

_skyql_commands() {
  local -a commands
  commands=(
    ${[...described, help].join('\n    ')}
  )
  _describe command commands
}

_skyql() {
  local curcontext="$curcontext" state line
  typeset -A opt_args
  _arguments -C '(- *)'{-h,--help}'[Show the help]' '(- *)'{-V,--version}'[Show the version]' '1: :_skyql_commands' '*:: :->words'
  [[ $state == words ]] || return
  case $words[1] in
    help) _skyql_commands ;;
${commands.map((command) => caseOf(command, '    ')).join('\n')}
  esac
}

# Read by compinit from its path it runs, sourced it is told to zsh.
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _skyql "$@"; else compdef _skyql skyql; fi
`;
}

function caseOf({ names, options, operands, subcommands }: CompletedCommand, indent: string): string {
  const lines = options.flatMap(optionSpecs);
  if (subcommands.length === 0) {
    const all = [...lines, `'*: :${actionOf(operands)}'`];
    return `${indent}${names.join('|')})\n${indent}  _arguments -s ${all.join(` \\\n${indent}    `)} ;;`;
  }
  const words = subcommands.map(({ names: [name = ''], summary }) => describedWord(name, summary));
  const all = [...lines, "'1: :->command'", "'*:: :->inner'"];
  return `${indent}${names.join('|')})
${indent}  _arguments -C -s ${all.join(` \\\n${indent}    `)}
${indent}  case $state in
${indent}    command)
${indent}      local -a commands
${indent}      commands=(${words.join(' ')})
${indent}      _describe command commands ;;
${indent}    inner)
${indent}      case $words[1] in
${subcommands.map((command) => caseOf(command, `${indent}        `)).join('\n')}
${indent}      esac ;;
${indent}  esac ;;`;
}

function optionSpecs({ name, short, description, repeatable, value }: CompletedOption): readonly string[] {
  const told = `[${escaped(description).replaceAll('[', '\\[').replaceAll(']', '\\]')}]`;
  const action = value === undefined ? '' : `:${escaped(value.name)}:${actionOf(value)}`;
  const long = `--${name}${value === undefined ? '' : '='}`;
  const flags = short === undefined ? [long] : [`-${short}${value === undefined ? '' : '+'}`, long];
  const others = repeatable === true ? '*' : short === undefined ? '' : `(-${short} --${name})`;
  return flags.map((flag) => `'${others}${flag}${told}${action}'`);
}

function actionOf(completed: Completed): string {
  switch (completed.kind) {
    case 'list':
      return `(${completed.values.join(' ')})`;
    case 'files':
      return '_files';
    case 'profiles':
      return '_skyql_profiles';
    case 'any':
      // A message in its place would keep zsh from putting an option there.
      return '()';
  }
}

function describedWord(name: string, summary: string): string {
  return `'${name}:${escaped(summary)}'`;
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll("'", "'\\''").replaceAll(':', '\\:');
}
