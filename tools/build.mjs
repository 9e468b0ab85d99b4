// Builds dist/ from src/ and the catalog from the npm packages that describe AWS. Run by `npm ci` (prepare).
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundleBinding } from './bundle-binding.mjs';
import { bundleProgram, ours } from './bundle-program.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const run = (...args) => execFileSync(process.execPath, args, { cwd: root, stdio: 'inherit' });

// The catalog replaces itself when it is whole: whoever reads it meanwhile has the last one.
for (const part of ['chunks', 'types']) rmSync(`${root}/dist/${part}`, { recursive: true, force: true });
for (const part of ['program', 'changes', 'dialects', 'later', 'duckdb'])
  rmSync(`${root}/dist/${part}.cjs.compiled`, { force: true });

await build({
  ...ours,
  outdir: 'dist',
  entryPoints: {
    index: 'src/session/index.ts',
    sandbox: 'src/sandbox/test-sandbox.ts',
    stacks: 'src/stacks/load-stack.ts',
  },
  splitting: true,
  format: 'esm',
  chunkNames: 'chunks/[name]-[hash]',
});
await bundleProgram('dist');
// What makes the catalog of newer models is loaded by their update alone.
await build({
  ...ours,
  outdir: 'dist',
  entryPoints: { 'make-models': 'src/catalog/build/make-models.ts' },
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  define: { 'import.meta.url': 'moduleAddress' },
  banner: { js: "const moduleAddress = require('node:url').pathToFileURL(__filename).href;" },
});
await bundleBinding('dist');
run('--import', 'tsx', 'tools/catalog/build-catalog.ts');
run('--import', 'tsx', 'tools/write-types.ts');
run('tools/write-stack-validator.mjs');
run('tools/keep-compiled.mjs');
