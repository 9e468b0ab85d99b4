// DuckDB's binding as one file: reading it takes half the time of reading 170. What stays outside is the library itself, one for each
// platform.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { brief, ours } from './bundle-program.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Writes `duckdb.cjs`: the binding, and beside it the library that it stands on. */
export async function bundleBinding(outdir) {
  await build({
    ...ours,
    ...brief,
    outdir,
    packages: 'bundle',
    sourcemap: false,
    entryPoints: { duckdb: 'binding' },
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    plugins: [{ name: 'native library', setup: findNativeLibrary }],
    banner: {
      js: `/*!\n@duckdb/node-api\n\n${readFileSync(`${root}/node_modules/@duckdb/node-api/LICENSE`, 'utf8')}*/`,
    },
  });
}

/**
 * The binding finds its native library by asking which C library the machine has, for which it reads files and loads a package of its own at
 * each start. Where nothing of musl is installed, glibc's is the one; everything else is left to the binding.
 */
function findNativeLibrary(bundler) {
  const wanted = '@duckdb/node-bindings';
  bundler.onResolve({ filter: /^binding$/ }, ({ path }) => ({ path, namespace: 'made' }));
  bundler.onLoad({ filter: /.*/, namespace: 'made' }, () => ({
    resolveDir: root,
    contents: `module.exports = { ...require('@duckdb/node-api'), nativeLibrary: require('${wanted}') };`,
  }));
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
