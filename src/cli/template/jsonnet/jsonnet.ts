import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Evaluator } from './evaluate.ts';
import { JsonnetError, type Place } from './jsonnet-error.ts';
import { manifest } from './manifest.ts';
import { parse } from './parse.ts';
import { standardLibrary } from './standard-library.ts';
import { given, lazy, type Thunk, type Value } from './value.ts';

export interface JsonnetOptions {
  /** The values of `std.extVar`. */
  readonly variables: Readonly<Record<string, string>>;
  /** Where the document is from, for its imports. */
  readonly directory: string;
}

/** What a document of Jsonnet says, as data (https://jsonnet.org/ref/spec.html). Throws a JsonnetError. */
export function dataOfJsonnet(source: Place['source'], { variables, directory }: JsonnetOptions): unknown {
  const calls = { depth: 0 };
  const imported = new Map<string, Thunk>();
  const std = standardLibrary(variables);

  const evaluated = (document: Place['source'], folder: string): Value => {
    const read = (path: string, isText: boolean): Value => {
      const file = resolve(folder, path);
      if (isText) return textIn(file);
      const known = imported.get(file) ?? lazy(() => evaluated({ text: textIn(file), name: file }, dirname(file)));
      imported.set(file, known);
      return known();
    };
    const scope = { names: new Map([['std', given(std)]]), outer: undefined, self: undefined, dollar: undefined };
    return new Evaluator(document, read, calls).value(parse(document), scope);
  };
  try {
    return manifest(evaluated(source, directory));
  } catch (error) {
    if (error instanceof JsonnetError || !(error instanceof Error)) throw error;
    const message = error instanceof RangeError ? 'The document goes too deep.' : error.message;
    throw new JsonnetError(message, { source, offset: 0 });
  }
}

function textIn(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
