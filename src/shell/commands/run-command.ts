import { suggest } from '../../data/suggest.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import type { Shell } from '../shell.ts';
import { commands } from './commands.ts';

/** Runs a line that is a command: `\d ec2.images`, `.mode csv`, `quit`. */
export async function runCommand(line: string, shell: Shell): Promise<number | undefined> {
  const [, given = '', rest = ''] = /^(\S+)\s*(.*)$/s.exec(line.replace(/[;\s]+$/, '').trim()) ?? [];
  const name = /^[\\.]/.test(given) ? given : `\\${given.toLowerCase()}`;
  const command = commands.find(({ names }) => names.includes(name));
  if (command !== undefined) return command.run(rest.trim(), shell);
  const near = suggest(
    name,
    commands.flatMap(({ names }) => names),
    2,
  );
  const advice = near.length > 0 ? `Did you mean ${near.join(' or ')}? ` : '';
  throw new UsageError(`There is no command ${name}.`, `${advice}\\? lists all.`);
}
