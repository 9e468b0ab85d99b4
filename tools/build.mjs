// Builds dist/ from src/ and the catalog from the npm packages that describe AWS. Run by `npm ci` (prepare).
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
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
  define: { bundledBinding: JSON.stringify('#duckdb') },
  sourcemap: true,
  chunkNames: 'chunks/[name]-[hash]',
  logLevel: 'warning',
});
// Reading one file takes half the time of reading 170. What stays outside is the library itself, one for each platform.
await build({
  absWorkingDir: root,
  entryPoints: { duckdb: '@duckdb/node-api' },
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['@duckdb/node-bindings'],
  banner: { js: `/*!\n@duckdb/node-api\n\n${readFileSync(`${root}/node_modules/@duckdb/node-api/LICENSE`, 'utf8')}*/` },
  logLevel: 'warning',
});
run('--import', 'tsx', 'tools/catalog/build-catalog.ts');
run('--import', 'tsx', 'tools/write-types.ts');
