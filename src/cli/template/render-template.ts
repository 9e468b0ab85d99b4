import { isObject } from '../../data/is-object.ts';
import { faultAt, type Source } from './template-data.ts';

/** What a place of a script is in: a text, a name in quotes, a comment, or none of them. */
type Inside = 'plain' | 'text' | 'escaped text' | 'name' | 'line comment' | 'comment';

const openings: readonly (readonly [RegExp, Inside])[] = [
  [/--/y, 'line comment'],
  [/\/\*/y, 'comment'],
  [/[eE]'/y, 'escaped text'],
  [/'/y, 'text'],
  [/"/y, 'name'],
];
const closings: Readonly<Record<Exclude<Inside, 'plain'>, RegExp>> = {
  text: /'/y,
  'escaped text': /'/y,
  name: /"/y,
  'line comment': /\n/y,
  comment: /\*\//y,
};
const reference = /^-?\s*\.([A-Za-z_]\w*(?:\.\w+)*)\s*(\|\s*raw)?\s*-?$/;

/**
 * Fills `{{ .values.name }}` in. In a text or a name in quotes a value stays in its quotes, whatever it holds; elsewhere it is a number
 * or a word. `{{ .values.name | raw }}` is put in as it is.
 */
export function renderTemplate(source: Source, data: Readonly<Record<string, unknown>>): string {
  const { text } = source;
  let inside: Inside = 'plain';
  let rendered = '';
  for (let at = 0; at < text.length; ) {
    const isComment = inside === 'comment' || inside === 'line comment';
    if (text.startsWith('{{', at) && !isComment) {
      const end = text.indexOf('}}', at);
      if (end === -1) throw faultAt(source, at, 'The template that starts here does not end.', 'Close it with }}.');
      rendered += filledIn(source, at, text.slice(at + 2, end), inside, data);
      at = end + 2;
      continue;
    }
    const length = stepAt(text, at, inside);
    rendered += text.slice(at, at + length);
    inside = after(text, at, inside);
    at += length;
  }
  return rendered;
}

function matchAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex - at : 0;
}

function stepAt(text: string, at: number, inside: Inside): number {
  if (inside === 'escaped text' && text[at] === '\\') return 2;
  if (inside !== 'plain') return matchAt(closings[inside], text, at) || 1;
  return openings.map(([pattern]) => matchAt(pattern, text, at)).find((length) => length > 0) ?? 1;
}

function after(text: string, at: number, inside: Inside): Inside {
  if (inside === 'escaped text' && text[at] === '\\') return inside;
  if (inside !== 'plain') return matchAt(closings[inside], text, at) > 0 ? 'plain' : inside;
  return openings.find(([pattern]) => matchAt(pattern, text, at) > 0)?.[1] ?? 'plain';
}

function filledIn(
  source: Source,
  at: number,
  content: string,
  inside: Inside,
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
  if (inside === 'text') return written.replaceAll("'", "''");
  if (inside === 'escaped text') return written.replaceAll('\\', '\\\\').replaceAll("'", "''");
  if (inside === 'name') return written.replaceAll('"', '""');
  if (/^(?:[A-Za-z_][\w.]*|-?\d+(?:\.\d+)?)$/.test(written)) return written;
  throw faultAt(
    source,
    at,
    `The value of ${path} is neither a word nor a number, and stands in no quotes.`,
    `Write '{{ .${path} }}' for a text, or {{ .${path} | raw }} where it is SQL that you trust.`,
  );
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
