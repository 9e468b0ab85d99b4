import { complete } from '../completion/complete.ts';
import type { Completion } from '../completion/completion.ts';
import type { Known } from '../completion/known.ts';
import { resultFormats } from '../terminal/output/output-format.ts';
import { commands } from './commands/commands.ts';
import { readEntries } from './editor/read-entries.ts';

/** What could stand at the cursor of what is being written: in a statement, as a command's name, or as what it is about. */
export async function completeEntry(text: string, cursor: number, known: Known): Promise<Completion> {
  const entry = readEntries(text, { brackets: true }).entries.findLast(({ offset }) => offset <= cursor);
  if (entry?.kind !== 'command' || cursor > entry.offset + entry.text.length + 1) return complete(text, cursor, known);
  const written = text.slice(entry.offset, cursor);
  const [, name = '', blank = '', argument = ''] = /^(\S*)(\s*)(.*)$/s.exec(written) ?? [];
  if (blank === '') return commandNames(entry.offset, cursor, name);
  const prefix = prefixes[name];
  if (prefix === 'formats') return formatNames(cursor, argument);
  if (prefix === undefined) return { from: cursor, to: cursor, suggestions: [] };
  const rest = text.slice(cursor, entry.offset + entry.text.length);
  // The argument is what a statement would have there; commands leave the provider out.
  const shift = cursor - argument.length - prefix.length;
  const [provider] = known.catalogs;
  const asked = { ...known, use: prefix === '' || provider === undefined ? known.use : [provider.provider] };
  const completion = await complete(prefix + argument + rest, prefix.length + argument.length, asked);
  return { ...completion, from: completion.from + shift, to: completion.to + shift };
}

/** What a command's argument is like in a statement; empty where it is a statement itself. */
const prefixes: Readonly<Record<string, string>> = {
  '\\d': 'DESCRIBE ',
  '\\d+': 'DESCRIBE ',
  '.schema': 'DESCRIBE ',
  '\\describe': 'DESCRIBE ',
  '\\docs': 'DESCRIBE ',
  '.docs': 'DESCRIBE ',
  '\\dt': 'SHOW RESOURCES IN ',
  '.tables': 'SHOW RESOURCES IN ',
  '\\explain': '',
  '\\policy': '',
  '.mode': 'formats',
  '\\format': 'formats',
};

function commandNames(from: number, to: number, typed: string): Completion {
  const suggestions = commands.flatMap(({ names, summary }) =>
    names
      .filter((name) => name.startsWith(typed))
      .slice(0, 1)
      .map((text) => ({ text, kind: 'keyword' as const, detail: summary })),
  );
  return { from, to, suggestions };
}

function formatNames(cursor: number, typed: string): Completion {
  const suggestions = resultFormats
    .filter((format) => format.startsWith(typed.toLowerCase()))
    .map((text) => ({ text, kind: 'value' as const, detail: 'format' }));
  return { from: cursor - typed.length, to: cursor, suggestions };
}
