import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';

/** Writes the files of stacks, each into a directory of its own; they go when the test file ends. */
export function stackFiles(): (files: Readonly<Record<string, string>>) => string {
  const base = mkdtempSync(join(tmpdir(), 'skyql-stacks-'));
  let count = 0;
  afterAll(() => rmSync(base, { recursive: true, force: true }));
  return (files) => {
    count += 1;
    const directory = join(base, String(count));
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(directory, name)), { recursive: true });
      writeFileSync(join(directory, name), text);
    }
    return directory;
  };
}

/** Writes the manifest of a stack anew. */
export function rewriteStackFile(directory: string, text: string): void {
  writeFileSync(join(directory, 'stackql_manifest.yml'), text);
}
