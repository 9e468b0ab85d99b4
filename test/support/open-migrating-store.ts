/**
 * Run as a process of its own: opens a store whose tables are one version behind, and ends abruptly at one of the calls of a
 * migration. Says how many calls there were when it comes to the end.
 */
import { openStore } from '../../src/sandbox/state/open-store.ts';
import { type StoredEntry, storedTable } from '../../src/sandbox/state/stored-table.ts';
import { tableVersions } from '../../src/sandbox/state/table-versions.ts';

const [directory = '', killAt = '0'] = process.argv.slice(2);
let calls = 0;

function moreByOne({ key, record }: StoredEntry): StoredEntry {
  calls += 1;
  if (calls === Number(killAt)) process.kill(process.pid, 'SIGKILL');
  return { key, record: Number(record) + 1 };
}

const store = await openStore(
  directory,
  tableVersions(['one', 'two', 'three'].map((name) => storedTable(name, moreByOne))),
);
await store.close();
process.stdout.write(`${calls}\n`);
