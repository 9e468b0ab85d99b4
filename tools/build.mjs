// Builds dist/ from src/ and the catalog from the npm packages that describe AWS. Run by `npm ci` (prepare).
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const run = (...args) => execFileSync(process.execPath, args, { cwd: root, stdio: 'inherit' });

// The catalog replaces itself when it is whole: whoever reads it meanwhile has the last one.
for (const part of ['chunks', 'types']) rmSync(`${root}/dist/${part}`, { recursive: true, force: true });

await build({
  absWorkingDir: root,
  entryPoints: { skyql: 'src/cli/skyql.ts', index: 'src/session/index.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  sourcemap: true,
  chunkNames: 'chunks/[name]-[hash]',
  logLevel: 'warning',
});
run('--import', 'tsx', 'tools/catalog/build-catalog.ts');
run('--import', 'tsx', 'tools/write-types.ts');
