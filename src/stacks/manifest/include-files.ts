import { readFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import type { Value } from '../../data/value.ts';
import type { Placed } from './manifest.ts';
import { readYaml } from './read-yaml.ts';
import { faultAt, type Place } from './source-file.ts';

const directive = /^\s*file\(\s*(["']?)([^"')]+)\1\s*\)\s*$/;
const mostNested = 10;

/**
 * A value with the files that it names by `file(policies/read.json)` in their places: JSON or YAML, found below `resources/`, else
 * beside the manifest. Throws MISSING_FILE, and INVALID_MANIFEST where a file is neither or lies outside of the stack.
 */
export async function includeFiles({ value, place }: Placed<Value>, directory: string): Promise<Placed<Value>> {
  return { value: await included(value, place, directory, 0), place };
}

async function included(value: Value, place: Place, directory: string, depth: number): Promise<Value> {
  if (Array.isArray(value))
    return Promise.all((value as readonly Value[]).map((item) => included(item, place, directory, depth)));
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value as Readonly<Record<string, Value>>).map(
      async ([name, member]): Promise<[string, Value]> => [name, await included(member, place, directory, depth)],
    );
    return Object.fromEntries(await Promise.all(entries));
  }
  const path = typeof value === 'string' ? directive.exec(value)?.[2]?.trim() : undefined;
  if (path === undefined) return value;
  if (depth >= mostNested)
    throw faultAt(place, 'INVALID_MANIFEST', `file(${path}) names files that name each other.`, {
      hint: 'A file may include others ten deep.',
    });
  const { name, text } = await fileOf(path, place, directory);
  const file = { name: relative('.', name) || name, text };
  return included(contentOf(file), { file, offset: 0 }, directory, depth + 1);
}

async function fileOf(path: string, place: Place, directory: string): Promise<{ name: string; text: string }> {
  for (const base of [join(directory, 'resources'), directory]) {
    const name = resolve(base, path);
    if (!`${name}${sep}`.startsWith(`${resolve(directory)}${sep}`))
      throw faultAt(place, 'INVALID_MANIFEST', `file(${path}) leads out of the stack.`, {
        hint: 'Only files below the directory of the stack are included.',
      });
    try {
      return { name, text: await readFile(name, 'utf8') };
    } catch (error) {
      const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      if (!isMissing) throw faultAt(place, 'MISSING_FILE', `The file ${path} cannot be read.`, { cause: error });
    }
  }
  throw faultAt(place, 'MISSING_FILE', `There is no file ${path}.`, {
    hint: 'It is looked for below resources/ and beside the manifest.',
  });
}

/** JSON is YAML, but JSON's numbers are numbers. */
function contentOf(file: { readonly name: string; readonly text: string }): Value {
  if (/\.ya?ml$/i.test(file.name)) return readYaml(file).value;
  try {
    return JSON.parse(file.text) as Value;
  } catch (error) {
    if (!/\.json$/i.test(file.name)) return readYaml(file).value;
    throw faultAt({ file, offset: 0 }, 'INVALID_MANIFEST', `That is no JSON: ${(error as Error).message}.`);
  }
}
