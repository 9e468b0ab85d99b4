// Builds dist/ from src/ and the catalog from the npm packages that describe AWS. Run by `npm ci` (prepare).
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundleProgram, ours } from './bundle-program.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const run = (...args) => execFileSync(process.execPath, args, { cwd: root, stdio: 'inherit' });

// The catalog replaces itself when it is whole: whoever reads it meanwhile has the last one.
for (const part of ['chunks', 'types']) rmSync(`${root}/dist/${part}`, { recursive: true, force: true });
for (const part of ['program', 'later', 'duckdb']) rmSync(`${root}/dist/${part}.cjs.compiled`, { force: true });

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
// Reading one file takes half the time of reading 170. What stays outside is the library itself, one for each platform.
await build({
  ...ours,
  outdir: 'dist',
  packages: 'bundle',
  sourcemap: false,
  entryPoints: { duckdb: '@duckdb/node-api' },
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  plugins: [{ name: 'native library', setup: findNativeLibrary }],
  banner: { js: `/*!\n@duckdb/node-api\n\n${readFileSync(`${root}/node_modules/@duckdb/node-api/LICENSE`, 'utf8')}*/` },
});
run('--import', 'tsx', 'tools/catalog/build-catalog.ts');
run('--import', 'tsx', 'tools/write-types.ts');
run('tools/write-stack-validator.mjs');
run('tools/keep-compiled.mjs');

/**
 * The binding finds its native library by asking which C library the machine has, for which it reads files and loads a package of its own at
 * each start. Where nothing of musl is installed, glibc's is the one; everything else is left to the binding.
 */
function findNativeLibrary(bundler) {
  const wanted = '@duckdb/node-bindings';
  bundler.onResolve({ filter: new RegExp(`^${wanted}$`) }, ({ path }) => ({ path, namespace: 'native' }));
  bundler.onLoad({ filter: /.*/, namespace: 'native' }, () => ({
    contents: `
      const { existsSync } = require('node:fs');
      const { arch, platform } = process;
      const musl = { x64: '/lib/ld-musl-x86_64.so.1', arm64: '/lib/ld-musl-aarch64.so.1' }[arch];
      let library;
      if (platform === 'linux' && musl !== undefined && !existsSync(musl)) {
        try {
          library = require(\`@duckdb/node-bindings-linux-\${arch}/duckdb.node\`);
        } catch {}
      }
      // A dependency of the binding's, not ours: some package managers show it to nobody else.
      const { createRequire } = require('node:module');
      module.exports = library ?? createRequire(createRequire(__filename).resolve('@duckdb/node-api'))('${wanted}');`,
  }));
}
