import { writeFileSync } from 'node:fs';
import { bundleTypes } from './bundle-types.ts';

for (const [entry, types] of Object.entries(await bundleTypes()))
  writeFileSync(new URL(`../dist/${entry}.d.ts`, import.meta.url), types);
