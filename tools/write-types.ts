import { writeFileSync } from 'node:fs';
import { bundleTypes } from './bundle-types.ts';

writeFileSync(new URL('../dist/index.d.ts', import.meta.url), await bundleTypes());
