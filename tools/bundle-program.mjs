// The command line as two files: one that starts, and one with all else, which can be kept compiled (src/data/require-compiled.ts), as
// modules cannot before Node 22.
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

/**
 * Writes `skyql.js` and `program.cjs`.
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
      'import.meta.url': 'moduleAddress',
    },
    banner: { js: "const moduleAddress = require('node:url').pathToFileURL(__filename).href;" },
    supported: { 'dynamic-import': false },
  });
  await build({
    ...ours,
    outdir,
    entryPoints: { skyql: 'src/cli/skyql.ts' },
    format: 'esm',
    define: { bundledProgram: JSON.stringify('./program.cjs') },
  });
}
