import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

/** Reads all that there is: whatever is wrong with the pages of the file shows. */
const script = `
const [library, path] = process.argv.slice(1);
const database = require(library).open({ path, noSubdir: false, readOnly: true, encoding: 'string' });
let length = 0;
for (const { value } of database.getRange()) length += value.length;
process.exit(0);
`;

/** Whether the database in a directory can be read through, tried in a process of its own. */
export function probeStore(directory: string): boolean {
  const library = createRequire(import.meta.url).resolve('lmdb');
  const { status } = spawnSync(process.execPath, ['-e', script, library, directory], { stdio: 'ignore' });
  return status === 0;
}
