#!/usr/bin/env node
// What `skyql` runs, CommonJS because Node starts that sooner. In a clone that has not been built yet it says so: npm shows nothing of
// what it builds by itself.
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const program = join(__dirname, '..', 'dist', 'skyql.cjs');
if (existsSync(program)) require(program);
else {
  console.error('skyql is not built in this clone yet. Build it, in some minutes, with: npm ci');
  process.exitCode = 1;
}
