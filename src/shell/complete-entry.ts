import { complete } from '../completion/complete.ts';
import type { Completion } from '../completion/completion.ts';
import type { Known } from '../completion/known.ts';
import { commands } from './commands/commands.ts';
import { readEntries } from './editor/read-entries.ts';

/** What could stand at the cursor of what is being written: in a statement, as a command's name, or as what it is about. */
export async function completeEntry(text: string, cursor: number, known: Known): Promise<Completion> {
  const entry = readEntries(text, { brackets: true }).entries.findLast(({ offset }) => offset <= cursor);
  if (entry?.kind !== 'command' || cursor > entry.offset + entry.text.length + 1) return complete(text, cursor, known);
  const written = text.slice(entry.offset, cursor);
  const [, name = '', blank = '', argument = ''] = /^(\S*)(\s*)(.*)$/s.exec(written) ?? [];
  if (blank === '') return commandNames(entry.offset, cursor, name);
  const { completedAs } = commands.find(({ names }) => names.includes(name)) ?? {};
  if (typeof completedAs !== 'string') return oneOf(completedAs ?? [], cursor, argument);
  const rest = text.slice(cursor, entry.offset + entry.text.length);
  // The argument is what a statement would have there; commands leave the provider out.
  const shift = cursor - argument.length - completedAs.length;
  const [provider] = known.catalogs;
  const asked = { ...known, use: completedAs === '' || provider === undefined ? known.use : [provider.provider] };
  const completion = await complete(completedAs + argument + rest, completedAs.length + argument.length, asked);
  return { ...completion, from: completion.from + shift, to: completion.to + shift };
}

function commandNames(from: number, to: number, typed: string): Completion {
  const suggestions = commands.flatMap(({ names, summary }) =>
    names
      .filter((name) => name.startsWith(typed))
      .slice(0, 1)
      .map((text) => ({ text, kind: 'keyword' as const, detail: summary })),
  );
  return { from, to, suggestions };
}

function oneOf(words: readonly string[], cursor: number, typed: string): Completion {
  const suggestions = words
    .filter((word) => word.startsWith(typed.toLowerCase()))
    .map((text) => ({ text, kind: 'value' as const, detail: '' }));
  return { from: suggestions.length === 0 ? cursor : cursor - typed.length, to: cursor, suggestions };
}
