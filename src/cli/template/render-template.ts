import { isObject } from '../../data/is-object.ts';
import type { Token } from '../../sql/token.ts';
import { tokenAt } from '../../sql/tokenize.ts';
import { faultAt, type Source } from './template-data.ts';

const reference = /^-?\s*\.([A-Za-z_]\w*(?:\.\w+)*)\s*(\|\s*raw)?\s*-?$/;

/**
 * Fills `{{ .values.name }}` in. In a text or a name in quotes a value stays in its quotes, whatever it holds; elsewhere it is a number
 * or a word. `{{ .values.name | raw }}` is put in as it is.
 */
export function renderTemplate(source: Source, data: Readonly<Record<string, unknown>>): string {
  const { text } = source;
  let rendered = '';
  for (let at = 0; at < text.length; ) {
    if (text.startsWith('{{', at)) {
      const end = endOf(source, at, text.length);
      rendered += filledIn(source, at, text.slice(at + 2, end - 2), undefined, data);
      at = end;
      continue;
    }
    const token = tokenAt(text, at);
    rendered += filledToken(source, token, data);
    at += token.text.length;
  }
  return rendered;
}

/** A token with the values that stand in it. */
function filledToken(source: Source, token: Token, data: Readonly<Record<string, unknown>>): string {
  const { kind, text, offset } = token;
  if (kind === 'comment' || kind === 'hint') return text;
  let filled = '';
  let from = 0;
  for (let at = text.indexOf('{{'); at !== -1; at = text.indexOf('{{', from)) {
    const end = endOf(source, offset + at, offset + text.length) - offset;
    filled += text.slice(from, at) + filledIn(source, offset + at, text.slice(at + 2, end - 2), token, data);
    from = end;
  }
  return filled + text.slice(from);
}

/** Behind the `}}` that closes what starts there. */
function endOf(source: Source, at: number, limit: number): number {
  const end = source.text.indexOf('}}', at);
  if (end !== -1 && end + 2 <= limit) return end + 2;
  throw faultAt(source, at, 'The template that starts here does not end.', 'Close it with }}.');
}

function filledIn(
  source: Source,
  at: number,
  content: string,
  token: Token | undefined,
  data: Readonly<Record<string, unknown>>,
): string {
  const match = reference.exec(content.trim());
  if (match === null)
    throw faultAt(
      source,
      at,
      'Of Go templates {{ .values.name }} alone is filled in here.',
      'Compute the value where the data is made, and name it.',
    );
  const [, path = '', raw] = match;
  const value = valueAt(data, path.split('.'));
  if (value === undefined)
    throw faultAt(source, at, `The data has no ${path}.`, `It has ${Object.keys(data).join(', ') || 'nothing'}.`);
  const written = typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
  if (raw !== undefined) return written;
  const quoted = token === undefined ? undefined : inQuotes(token, written);
  if (quoted !== undefined) return quoted;
  if (token?.kind === 'string')
    throw faultAt(
      source,
      at,
      `The value of ${path} has a $, which may end the text that it stands in.`,
      `Write the text as '...', or {{ .${path} | raw }} where it is SQL that you trust.`,
    );
  if (/^(?:[A-Za-z_][\w.]*|-?\d+(?:\.\d+)?)$/.test(written)) return written;
  throw faultAt(
    source,
    at,
    `The value of ${path} is neither a word nor a number, and stands in no quotes.`,
    `Write '{{ .${path} }}' for a text, or {{ .${path} | raw }} where it is SQL that you trust.`,
  );
}

/** A value as it stands in the quotes of a token; undefined where it has none, or none that hold it. */
function inQuotes({ kind, text }: Token, value: string): string | undefined {
  if (kind === 'quoted-identifier') {
    const quote = text[0] ?? '"';
    return value.replaceAll(quote, quote + quote);
  }
  if (kind !== 'string') return undefined;
  // What stands between $$ and $$ has no way to write a $ that could end it.
  if (text.startsWith('$')) return value.includes('$') ? undefined : value;
  const isEscaped = /^e/i.test(text);
  return (isEscaped ? value.replaceAll('\\', '\\\\') : value).replaceAll("'", "''");
}

/** `values.a` of `{"values": {"a": 1}}`, and of `{"a": 1}` alone. */
function valueAt(data: Readonly<Record<string, unknown>>, path: readonly string[]): unknown {
  const found = path.reduce<unknown>(
    (value, key) => (isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined),
    data,
  );
  return found === undefined && path[0] === 'values' && !Object.hasOwn(data, 'values')
    ? valueAt(data, path.slice(1))
    : found;
}
