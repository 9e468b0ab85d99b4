// The command line as two files: one that starts, and one with all else, which can be kept compiled (src/data/require-compiled.ts), as
// modules cannot before Node 22.
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What all files of ours are built by. The binding is one file of the build's, too. */
export const ours = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  logLevel: 'warning',
  packages: 'external',
  sourcemap: true,
  define: { bundledBinding: JSON.stringify('#duckdb') },
};

/** How a CommonJS file knows where it is. */
const commonJs = {
  define: { 'import.meta.url': 'moduleAddress' },
  banner: { js: "const moduleAddress = require('node:url').pathToFileURL(__filename).href;" },
};

/**
 * Writes `skyql.cjs`, `program.cjs`, and `skyql.js` for whoever starts or imports it as a module.
 *
 * @param {string} outdir a folder below dist/, where the catalog is looked for.
 */
export async function bundleProgram(outdir) {
  await build({
    ...ours,
    outdir,
    entryPoints: { program: 'src/cli/program.ts' },
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    define: {
      ...ours.define,
      bundledModels: JSON.stringify('make-models.cjs'),
      ...commonJs.define,
    },
    banner: commonJs.banner,
    supported: { 'dynamic-import': false },
  });
  await build({
    ...ours,
    outdir,
    entryPoints: { skyql: 'src/cli/skyql.ts' },
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    define: { bundledProgram: JSON.stringify('./program.cjs'), ...commonJs.define },
    banner: commonJs.banner,
  });
  writeFileSync(resolve(root, outdir, 'skyql.js'), "#!/usr/bin/env node\nimport './skyql.cjs';\n");
}
