import { dirname, resolve } from 'node:path';
import { isObject } from '../../data/is-object.ts';
import { jsonFault } from '../../data/json-fault.ts';
import { positionAt } from '../../errors/position-at.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import { dataOfJsonnet } from './jsonnet/jsonnet.ts';
import { JsonnetError } from './jsonnet/jsonnet-error.ts';

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

/**
 * Takes the data out of a block `<<<json ... >>>` or `<<<jsonnet ... >>>`, of a file (`--iqldata`), and of `--var name=value`, which
 * Jsonnet reads by `std.extVar('name')` too.
 */
export function scriptData(script: Source, file: Source | undefined, variables: readonly string[]): ScriptData {
  const [found, second] = [...script.text.matchAll(block)].filter(({ index }) => isOutside(script.text, index));
  if (second !== undefined)
    throw faultAt(script, second.index, 'A script has one block of data.', 'Put both into the first.');
  const [whole = '', kind = '', content = ''] = found ?? [];
  if (found !== undefined && !['json', 'jsonnet'].includes(kind))
    throw faultAt(script, found.index, `A block of data is <<<json ... >>> or <<<jsonnet ... >>>, not <<<${kind}.`);
  const given = variables.flatMap(variablesIn);
  const values = Object.fromEntries(given);
  const inBlock =
    found === undefined
      ? undefined
      : dataIn(script, content, {
          offset: found.index + whole.length - content.length - '>>>'.length,
          isJson: kind === 'json',
          variables: values,
        });
  const inFile =
    file === undefined
      ? undefined
      : dataIn(file, file.text, { offset: 0, isJson: /\.json$/i.test(file.name), variables: values });
  if (found === undefined && inFile === undefined && given.length === 0)
    return { script: script.text, data: undefined };
  const data = { ...inFile, ...inBlock };
  const all = { ...(isObject(data.values) ? data.values : {}), ...values };
  const rest = script.text.replace(whole, whole.replace(/[^\n]/g, ' '));
  return { script: rest, data: given.length > 0 ? { ...data, values: all } : data };
}

/** Whether a place is in no text in quotes, so far as quotes before it tell. */
function isOutside(text: string, index: number): boolean {
  return (text.slice(0, index).match(/'/g) ?? []).length % 2 === 0;
}

interface DataText {
  /** Where in its source it begins. */
  readonly offset: number;
  /** Whether it says that it is JSON, and so is no Jsonnet. */
  readonly isJson: boolean;
  readonly variables: Readonly<Record<string, string>>;
}

function dataIn(
  source: Source,
  text: string,
  { offset, isJson, variables }: DataText,
): Readonly<Record<string, unknown>> {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    if (isJson)
      throw faultAt(
        source,
        offset + jsonFault(text),
        'This is no JSON.',
        'A block of Jsonnet is <<<jsonnet ... >>>, and a file of it *.jsonnet.',
      );
    // What stands before keeps its lines, so that places are those of the script.
    const before = source.text.slice(0, offset).replace(/[^\n]/g, ' ');
    data = ofJsonnet({ ...source, text: before + text }, variables);
  }
  if (isObject(data)) return data;
  throw faultAt(source, offset, 'The data of a script is an object: {"values": {"name": "value"}}.');
}

function ofJsonnet(source: Source, variables: Readonly<Record<string, string>>): unknown {
  try {
    return dataOfJsonnet(source, { variables, directory: dirname(resolve(source.name)) });
  } catch (error) {
    if (!(error instanceof JsonnetError)) throw error;
    throw faultAt(error.place.source, error.place.offset, error.message);
  }
}

/** `name=value`, and as StackQL has it `a=1,b=2`. */
function variablesIn(text: string): readonly (readonly [string, string])[] {
  return text.split(/,(?=[A-Za-z_]\w*=)/).map(variable);
}

function variable(text: string): readonly [string, string] {
  const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined)
    throw new UsageError(`Cannot read the variable "${text}".`, 'Write --var name=value.');
  return [name, value];
}
