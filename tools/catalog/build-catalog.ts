import { fileURLToPath } from 'node:url';
import { writeCatalog } from './write-catalog.ts';

// Another directory than dist/catalog may be named, to measure or to compare.
const [directory = fileURLToPath(new URL('../../dist/catalog', import.meta.url))] = process.argv.slice(2);
await writeCatalog(directory);
