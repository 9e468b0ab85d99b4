import { readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { SkyqlError } from '../../errors/skyql-error.ts';
import type { SourceFile } from './source-file.ts';

const names = ['skyql.stack.yaml', 'skyql.stack.yml', 'stackql_manifest.yml', 'stackql_manifest.yaml'];

/** The manifest of a directory. Throws MISSING_FILE. */
export async function findManifest(directory: string): Promise<SourceFile> {
  for (const name of names) {
    const path = join(directory, name);
    try {
      return { name: relative('.', resolve(path)) || path, text: await readFile(path, 'utf8') };
    } catch (error) {
      const isMissing = error instanceof Error && 'code' in error && ['ENOENT', 'ENOTDIR'].includes(String(error.code));
      if (!isMissing) throw new SkyqlError('MISSING_FILE', `The file ${path} cannot be read.`, { cause: error });
    }
  }
  throw new SkyqlError('MISSING_FILE', `There is no manifest in ${directory}.`, {
    hint: 'It is named stackql_manifest.yml or skyql.stack.yaml; skyql stack init DIR writes a first one.',
  });
}
