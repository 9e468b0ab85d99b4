#!/usr/bin/env node
// What `skyql` runs. In a clone that has not been built yet it says so: npm shows nothing of what it builds by itself.
import { existsSync } from 'node:fs';

const program = new URL('../dist/skyql.js', import.meta.url);
if (existsSync(program)) await import(program.href);
else {
  console.error('skyql is not built in this clone yet. Build it, in some minutes, with: npm ci');
  process.exitCode = 1;
}
