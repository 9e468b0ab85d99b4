import { isObject } from '../../data/is-object.ts';
import { jsonFault } from '../../data/json-fault.ts';
import { positionAt } from '../../errors/position-at.ts';
import { UsageError } from '../../terminal/usage-error.ts';

/** Where something of a script or of a file with data stands. */
export interface Source {
  readonly text: string;
  /** As it is told in errors. */
  readonly name: string;
}

export function faultAt({ text, name }: Source, offset: number, message: string, hint?: string): UsageError {
  const { line, column } = positionAt(text, offset);
  return new UsageError(`${name}:${line}:${column}: ${message}`, hint);
}

/** The values of a script's templates, and the script without the block that has them: blanks keep its lines where they are. */
export interface ScriptData {
  readonly script: string;
  /** Undefined where nothing gives values: then `{{` is what it is in SQL. */
  readonly data: Readonly<Record<string, unknown>> | undefined;
}

const block = /<<<[ \t]*(\w*)([\s\S]*?)>>>/g;

/** Takes the data out of a block `<<<json ... >>>`, of a file (`--iqldata`), and of `--var name=value`. */
export function scriptData(script: Source, file: Source | undefined, variables: readonly string[]): ScriptData {
  const [found, second] = [...script.text.matchAll(block)].filter(({ index }) => isOutside(script.text, index));
  if (second !== undefined)
    throw faultAt(script, second.index, 'A script has one block of data.', 'Put both into the first.');
  const [whole = '', kind = '', content = ''] = found ?? [];
  if (found !== undefined && !['json', 'jsonnet'].includes(kind))
    throw faultAt(script, found.index, `A block of data is <<<json ... >>>, not <<<${kind}.`);
  const inBlock =
    found === undefined
      ? undefined
      : parsed(script, content, found.index + whole.length - content.length - '>>>'.length);
  const inFile = file === undefined ? undefined : parsed(file, file.text, 0);
  const given = variables.map(variable);
  if (found === undefined && inFile === undefined && given.length === 0)
    return { script: script.text, data: undefined };
  const data = { ...inFile, ...inBlock };
  const values = { ...(isObject(data.values) ? data.values : {}), ...Object.fromEntries(given) };
  const rest = script.text.replace(whole, whole.replace(/[^\n]/g, ' '));
  return { script: rest, data: given.length > 0 ? { ...data, values } : data };
}

/** Whether a place is in no text in quotes, so far as quotes before it tell. */
function isOutside(text: string, index: number): boolean {
  return (text.slice(0, index).match(/'/g) ?? []).length % 2 === 0;
}

function parsed(source: Source, json: string, offset: number): Readonly<Record<string, unknown>> {
  let data: unknown;
  try {
    data = JSON.parse(json);
  } catch {
    throw faultAt(
      source,
      offset + jsonFault(json),
      'This is no JSON, and Jsonnet is not run here.',
      'Make JSON of it first: jsonnet FILE > data.json, then --iqldata data.json.',
    );
  }
  if (isObject(data)) return data;
  throw faultAt(source, offset, 'The data of a script is an object: {"values": {"name": "value"}}.');
}

function variable(text: string): readonly [string, string] {
  const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined)
    throw new UsageError(`Cannot read the variable "${text}".`, 'Write --var name=value.');
  return [name, value];
}
