import { JsonnetError, type Place } from './jsonnet-error.ts';

/** The text of a block `|||` that begins at a place, without its indentation; undefined where none begins. */
export function textBlock(
  source: Place['source'],
  start: number,
): { readonly text: string; readonly end: number } | undefined {
  if (!source.text.startsWith('|||', start)) return undefined;
  const opening = /^\|\|\|(-?)[ \t]*\r?\n/.exec(source.text.slice(start, start + 200));
  if (opening === null) return undefined;
  let at = start + opening[0].length;
  const lineAt = (from: number): string => /[^\n]*\n?/y.exec(source.text.slice(from))?.[0] ?? '';
  const first = /^(?:[ \t]*\r?\n)*([ \t]+)/.exec(source.text.slice(at))?.[1];
  if (first === undefined)
    throw new JsonnetError('The first line of a text block is indented.', { source, offset: at });
  let text = '';
  for (;;) {
    const line = lineAt(at);
    if (line.startsWith(first)) text += line.slice(first.length);
    else if (/^\r?\n$/.test(line)) text += '\n';
    else break;
    at += line.length;
  }
  const closing = /^[ \t]*\|\|\|/.exec(source.text.slice(at))?.[0];
  if (closing === undefined)
    throw new JsonnetError('The text block that starts here does not end.', { source, offset: start });
  return { text: opening[1] === '-' ? text.replace(/\n$/, '') : text, end: at + closing.length };
}
