import { suggest } from '../../data/suggest.ts';
import { faultAt, type Place, type SourceFile } from '../manifest/source-file.ts';
import { parseTemplate } from '../templates/parse-template.ts';
import { type Anchor, type AnchorName, type AnchorOptions, anchorNames } from './anchor.ts';

const aliases: Readonly<Record<string, AnchorName>> = { preflight: 'exists', postdeploy: 'statecheck' };
const operations = ['create', 'createorupdate', 'update', 'delete'];
/** Hints of statements, which may begin a line as well. */
const hints = new Set(['await', 'nowait', 'showresults', 'nostatus']);
const optionNames = [
  'retries',
  'retry_delay',
  'postdelete_retries',
  'postdelete_retry_delay',
  'short_circuit_field',
  'short_circuit_value',
];
const heading = /^[ \t]*\/\*\+[ \t]*([^*]*?)[ \t]*\*\//gm;

/** The queries of a resource's file by their anchors. Throws INVALID_QUERY_FILE and INVALID_TEMPLATE, with file and line. */
export function parseQueries(file: SourceFile): ReadonlyMap<string, Anchor> {
  const { text } = file;
  const headings = [...text.matchAll(heading)].filter(([, said = '']) => !hints.has(said.toLowerCase()));
  const before = text.slice(0, headings[0]?.index ?? text.length);
  const stray = before.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, (comment) => ' '.repeat(comment.length)).search(/\S/);
  if (stray !== -1 || headings.length === 0)
    throw faultAt({ file, offset: Math.max(0, stray) }, 'INVALID_QUERY_FILE', 'Here is no anchor yet.', {
      hint: `Each query begins with what it is for: /*+ create */. There is: ${anchorNames.join(', ')}.`,
    });
  const found = new Map<string, Anchor>();
  headings.forEach((match, index) => {
    const start = match.index + match[0].length;
    const end = headings[index + 1]?.index ?? text.length;
    const anchor = anchorOf(match[1] ?? '', { file, offset: match.index }, text.slice(start, end), start);
    if (found.has(anchor.key))
      throw faultAt(anchor.place, 'INVALID_QUERY_FILE', `There is another query for ${anchor.key}.`, {
        hint: 'Each anchor stands once in a file.',
      });
    found.set(anchor.key, anchor);
  });
  return found;
}

function anchorOf(said: string, place: Place, body: string, start: number): Anchor {
  const fault = (message: string, hint: string) => faultAt(place, 'INVALID_QUERY_FILE', message, { hint });
  const [head = '', ...rest] = said.split(',').map((part) => part.trim());
  const [word = '', operation] = head.toLowerCase().split(':');
  const name = aliases[word] ?? anchorNames.find((one) => one === word);
  if (name === undefined) {
    const near = suggest(word, [...anchorNames, ...Object.keys(aliases)], 2);
    throw fault(
      `There is no anchor ${head}.`,
      near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `There is: ${anchorNames.join(', ')}.`,
    );
  }
  const takesOperation = name === 'callback' || name === 'troubleshoot';
  if (operation !== undefined && !(takesOperation && operations.includes(operation)))
    throw fault(
      takesOperation ? `There is no operation ${operation}.` : `${name} takes no operation.`,
      `callback and troubleshoot take one of ${operations.join(', ')}.`,
    );
  const indent = body.length - body.trimStart().length;
  const text = body.trim().replace(/;\s*$/, '');
  if (text === '') throw fault(`There is no query for ${head}.`, 'Write it below the anchor, or leave the anchor out.');
  return {
    key: operation === undefined ? name : `${name}:${operation}`,
    name,
    ...(operation !== undefined && { operation }),
    place,
    template: parseTemplate(text, { file: place.file, offset: start + indent }),
    options: optionsOf(rest, name, fault),
  };
}

function optionsOf(
  given: readonly string[],
  name: AnchorName,
  fault: (message: string, hint: string) => Error,
): AnchorOptions {
  const options = new Map(
    given.map((one): [string, string] => {
      const at = one.indexOf('=');
      const [key, value] = at === -1 ? [one, ''] : [one.slice(0, at).trim(), one.slice(at + 1).trim()];
      if (!optionNames.includes(key)) {
        const near = suggest(key, optionNames, 2);
        const hint = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `It takes ${optionNames.join(', ')}.`;
        throw fault(`${name} has no option ${key}.`, hint);
      }
      if (value === '') throw fault(`The option ${key} has no value.`, `Write ${key}=5.`);
      return [key, value];
    }),
  );
  const count = (key: string, usual: number): number => {
    const value = options.get(key);
    if (value === undefined) return usual;
    if (!/^\d{1,6}$/.test(value)) throw fault(`${key} takes a whole number, not ${value}.`, `Write ${key}=5.`);
    return Number(value);
  };
  const [field, value] = [options.get('short_circuit_field'), options.get('short_circuit_value')];
  const isCallback = name === 'callback';
  return {
    retries: Math.max(1, count('retries', isCallback ? 3 : 1)),
    retryDelay: count('retry_delay', isCallback ? 5 : 0),
    postdeleteRetries: Math.max(1, count('postdelete_retries', 10)),
    postdeleteRetryDelay: count('postdelete_retry_delay', 5),
    ...(field !== undefined && value !== undefined && { shortCircuit: { field, value } }),
  };
}
