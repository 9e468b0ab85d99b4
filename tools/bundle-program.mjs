// The command line as three files: `skyql.cjs` starts, `program.cjs` has what a query needs, and `later.cjs` all else, which is loaded by the
// first `import()` of any of it. V8 takes a start's time for what it never runs, too. Both can be kept compiled
// (src/data/require-compiled.ts), as modules cannot before Node 22.
import { writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
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

/** What is read at each start is read without its blanks; names and lines stay those of a stack trace. */
export const brief = { minifyWhitespace: true, lineLimit: 200 };

/** How a CommonJS file knows where it is. */
const commonJs = {
  define: { 'import.meta.url': 'moduleAddress' },
  banner: { js: "const moduleAddress = require('node:url').pathToFileURL(__filename).href;" },
};

const program = 'src/cli/program.ts';
/** What is in `program.cjs` with all that it imports, beside the program itself. */
const loadedFirst = [
  'src/cli/commands/query.ts',
  'src/cli/commands/search.ts',
  'src/session/open-ahead.ts',
  'src/session/connect.ts',
];

/**
 * Writes `skyql.cjs`, `program.cjs`, `later.cjs`, and `skyql.js` for whoever starts or imports it as a module.
 *
 * @param {string} outdir a folder below dist/, where the catalog is looked for.
 */
export async function bundleProgram(outdir) {
  const { first, later, shared } = await split();
  // A path is found sooner than a name of the package's own.
  const binding = `./${relative(resolve(root, outdir), resolve(root, 'dist/duckdb.cjs')).replaceAll('\\', '/')}`;
  const define = { ...ours.define, ...commonJs.define, bundledBinding: JSON.stringify(binding) };
  const part = {
    ...ours,
    ...brief,
    outdir,
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    define: { ...define, bundledModels: JSON.stringify('make-models.cjs') },
    banner: commonJs.banner,
    supported: { 'dynamic-import': false },
  };
  await build({
    ...part,
    entryPoints: { program: 'program' },
    plugins: [
      {
        name: 'what a query needs',
        setup(bundler) {
          madeEntry(
            bundler,
            'program',
            `export { program } from './${program}'; ${requiredWhenAsked('shared', [...shared.keys()])}`,
          );
          resolveOurs(bundler, (path) => !first.has(path), 'later');
          bundler.onLoad({ filter: /.*/, namespace: 'later' }, ({ path }) => ({
            resolveDir: root,
            contents: `const { requireCompiled } = require('./src/data/require-compiled.ts');
              const { later } = requireCompiled(require('node:path').join(__dirname, 'later.cjs'));
              module.exports = later[${JSON.stringify(path)}]();`,
          }));
        },
      },
    ],
  });
  await build({
    ...part,
    entryPoints: { later: 'later' },
    plugins: [
      {
        name: 'what is loaded later',
        setup(bundler) {
          madeEntry(bundler, 'later', requiredWhenAsked('later', later));
          resolveOurs(bundler, (path) => first.has(path), 'program');
          // Named one by one, its functions are called as directly as in one file.
          bundler.onLoad({ filter: /.*/, namespace: 'program' }, ({ path }) => ({
            resolveDir: root,
            contents: [
              `const its = require('./program.cjs').shared[${JSON.stringify(path)}]();`,
              ...(shared.get(path) ?? []).map((name) => `export const ${name} = its.${name};`),
            ].join('\n'),
          }));
          bundler.onResolve({ filter: /^\.\/program\.cjs$/ }, ({ path }) => ({ path, external: true }));
        },
      },
    ],
  });
  await build({
    ...ours,
    outdir,
    entryPoints: { skyql: 'src/cli/skyql.ts' },
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    define: { ...define, bundledProgram: JSON.stringify('./program.cjs') },
    banner: commonJs.banner,
    supported: { 'dynamic-import': false },
  });
  writeFileSync(resolve(root, outdir, 'skyql.js'), "#!/usr/bin/env node\nimport './skyql.cjs';\n");
}

/**
 * Which modules are loaded first, which of the others these load by `import()`, and which of them the others import, with what
 * they export.
 */
async function split() {
  const looking = { ...ours, outdir: 'dist', write: false, metafile: true, sourcemap: false, format: 'esm' };
  const { metafile } = await build({ ...looking, entryPoints: [program] });
  const importsOf = (path) => metafile.inputs[path].imports.filter(({ external }) => external !== true);
  const first = new Set();
  const add = (path) => {
    if (first.has(path)) return;
    first.add(path);
    for (const { path: imported, kind } of importsOf(path)) if (kind !== 'dynamic-import') add(imported);
  };
  for (const path of [program, ...loadedFirst]) add(path);
  const later = new Set();
  const named = new Set();
  for (const path of Object.keys(metafile.inputs)) {
    const isFirst = first.has(path);
    for (const { path: imported } of importsOf(path))
      if (first.has(imported) !== isFirst) (isFirst ? later : named).add(imported);
  }
  const { metafile: alone } = await build({
    ...looking,
    bundle: false,
    packages: undefined,
    entryPoints: [...named],
  });
  const shared = new Map(Object.values(alone.outputs).map(({ entryPoint, exports }) => [entryPoint, exports]));
  return { first, later: [...later], shared };
}

/** An entry of a bundle that no file holds. */
function madeEntry(bundler, name, contents) {
  bundler.onResolve({ filter: new RegExp(`^${name}$`) }, ({ kind }) =>
    kind === 'entry-point' ? { path: name, namespace: 'made' } : undefined,
  );
  bundler.onLoad({ filter: /.*/, namespace: 'made' }, () => ({ contents, resolveDir: root }));
}

/** An object of modules, each of which runs when it is first asked for. */
function requiredWhenAsked(name, paths) {
  const members = paths.map((path) => `${JSON.stringify(path)}: () => require('./${path}')`);
  return `export const ${name} = {${members.join(', ')}};`;
}

/** Resolves those of our modules that are in the other file into a namespace of their own. */
function resolveOurs(bundler, isOther, namespace) {
  bundler.onResolve({ filter: /^\.\.?\/.*\.ts$/ }, ({ path, resolveDir, namespace: from }) => {
    if (from !== 'file') return undefined;
    const resolved = relative(root, resolve(resolveDir, path)).replaceAll('\\', '/');
    return isOther(resolved) ? { path: resolved, namespace } : undefined;
  });
}
