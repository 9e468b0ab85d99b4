import { fileURLToPath } from 'node:url';
import { writeCatalog } from './write-catalog.ts';

await writeCatalog(fileURLToPath(new URL('../../dist/catalog', import.meta.url)));
