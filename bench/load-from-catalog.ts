import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dataDirectory } from '../src/aws/data-directory.ts';
import { readModelFile } from '../src/aws/model-file.ts';
import { openCatalog } from '../src/catalog/open-catalog.ts';

// Prints the milliseconds that looking something up takes the first time, and a second time with nothing kept.
const [kind, name = ''] = process.argv.slice(2);
const times: number[] = [];
for (let run = 0; run < 2; run += 1) {
  const start = performance.now();
  if (kind === 'model') {
    const { operations } = readModelFile(await readFile(join(dataDirectory(), 'models', name)));
    if (operations.Nothing !== undefined) throw new Error(`${name} has an operation Nothing.`);
  } else {
    const [service = '', resource = ''] = name.split('.');
    if (!(await openCatalog('aws').resource(service, resource))) throw new Error(`There is no aws.${name}.`);
  }
  times.push(performance.now() - start);
}
process.stdout.write(times.join(' '));
