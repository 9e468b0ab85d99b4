import { suggest } from '../../data/suggest.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import type { Shell } from '../shell.ts';
import { commands } from './commands.ts';
import { insteadOf } from './instead-of.ts';
import type { ShellCommand } from './shell-command.ts';

/** Runs a line that is a command: `\\d ec2.images`, `.mode csv`, `quit`; or what ends a statement, `\\gx`. */
export async function runCommand(line: string, shell: Shell, isBehind = false): Promise<number | undefined> {
  const [, given = '', rest = ''] = /^(\S+)\s*(.*)$/s.exec(line.replace(/[;\s]+$/, '').trim()) ?? [];
  const name = /^[\\.]/.test(given) ? given : `\\${given.toLowerCase()}`;
  const command = commandNamed(name);
  if (command === undefined) throw unknown(name);
  if (isBehind && command.endsStatement !== true)
    throw new UsageError(`${name} cannot stand behind a statement.`, 'End the statement with a semicolon first.');
  return command.run(rest.trim(), shell);
}

/** psql's `+` and `S`, more of all and system objects too, ask for nothing more here. */
function commandNamed(name: string): ShellCommand | undefined {
  const plain = name.replace(/^(\\[dl][a-z]*?)[+S]+$/, '$1');
  return commands.find(({ names }) => names.includes(name)) ?? commands.find(({ names }) => names.includes(plain));
}

function unknown(name: string): UsageError {
  const instead = insteadOf(name);
  if (instead !== undefined) return new UsageError(`There is no command ${name} here.`, instead);
  const near = suggest(
    name,
    commands.flatMap(({ names }) => names),
    2,
  );
  const advice = near.length > 0 ? `Did you mean ${near.join(' or ')}? ` : '';
  return new UsageError(`There is no command ${name}.`, `${advice}\\? lists all.`);
}
