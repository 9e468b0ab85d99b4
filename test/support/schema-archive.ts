import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ArchiveSource, givenSource } from '../../src/catalog/update/archive-source.ts';
import { smallArchive } from '../../src/catalog/update/testing/small-archive.ts';

/** The archive that tests read: AWS's own where SKYQL_SCHEMA_ARCHIVE names it, otherwise the slice in `test/schemas`. */
export interface TestedArchive {
  readonly source: ArchiveSource;
  /** It has more types than this. */
  readonly moreThan: number;
}

const slice = fileURLToPath(new URL('../schemas', import.meta.url));

/** Writes the slice into the directory where it serves. */
export function testedArchive(directory: string): TestedArchive {
  const given = process.env.SKYQL_SCHEMA_ARCHIVE ?? '';
  if (given !== '') return { source: givenSource(resolve(given)), moreThan: 1_000 };
  const path = join(directory, 'slice.zip');
  writeFileSync(path, smallArchive(slicedSchemas()));
  return { source: givenSource(path), moreThan: 100 };
}

function slicedSchemas(): readonly object[] {
  const files = readdirSync(slice).filter((name) => name.endsWith('.json'));
  if (files.length === 0) throw new Error(`There are no schemas in ${slice}.`);
  return files.map((name) => JSON.parse(readFileSync(join(slice, name), 'utf8')));
}
