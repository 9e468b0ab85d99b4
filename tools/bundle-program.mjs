// The command line as files that are loaded when they are needed: `skyql.cjs` starts, `program.cjs` has what a query needs, others what
// some statements need, and `later.cjs` all else. V8 takes a start's time for what it never runs, too. All but the first can be kept
// compiled (src/data/require-compiled.ts), as modules cannot before Node 22.
import { readFileSync, writeFileSync } from 'node:fs';
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
/** The files that hold some modules, with all that these import by `import ... from`: what two of them import is in `program.cjs`. */
const parts = {
  program: [
    program,
    'src/cli/commands/query.ts',
    'src/cli/commands/search.ts',
    'src/session/open-ahead.ts',
    'src/session/connect.ts',
  ],
  changes: [
    'src/session/statements/change/change-form.ts',
    'src/session/statements/exec/exec-form.ts',
    'src/providers/aws/changes/aws-changes.ts',
  ],
  dialects: ['src/sql/sqlite/rewrite-sqlite.ts', 'src/engine/compatibility/text-functions.ts'],
};
/** Modules of functions alone that are loaded by the first call of one, since whoever imports them cannot wait for an `import()`. */
const loadedWhenCalled = new Set(['src/sql/sqlite/rewrite-sqlite.ts']);

/**
 * Writes `skyql.cjs`, the files that it loads, and `skyql.js` for whoever starts or imports it as a module.
 *
 * @param {string} outdir a folder below dist/, where the catalog is looked for.
 */
export async function bundleProgram(outdir) {
  const { partOf, shared } = await split();
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
  for (const name of [...Object.keys(parts), 'later']) {
    const own = [...shared].filter(([path]) => partOf(path) === name).map(([path]) => path);
    const starts = name === 'program' ? `export { program } from './${program}';` : '';
    await build({
      ...part,
      entryPoints: { [name]: name },
      plugins: [
        {
          name: `the part ${name}`,
          setup(bundler) {
            madeEntry(bundler, name, `${starts} ${requiredWhenAsked('shared', own)}`);
            resolveParts(bundler, name, partOf);
            loadParts(bundler, partOf, shared);
          },
        },
      ],
    });
  }
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

/** Which part a module is in, and the modules that another part imports, with what they export. */
async function split() {
  const looking = { ...ours, outdir: 'dist', write: false, metafile: true, sourcemap: false, format: 'esm' };
  const { metafile } = await build({ ...looking, entryPoints: [program] });
  const importsOf = (path) => metafile.inputs[path].imports.filter(({ external }) => external !== true);
  const withAllOf = (paths, found = new Set()) => {
    for (const path of paths) {
      if (found.has(path)) continue;
      found.add(path);
      const further = importsOf(path).filter(
        (imported) => imported.kind !== 'dynamic-import' && !loadedWhenCalled.has(imported.path),
      );
      withAllOf(
        further.map((imported) => imported.path),
        found,
      );
    }
    return found;
  };
  const modules = new Map(Object.entries(parts).map(([name, roots]) => [name, withAllOf(roots)]));
  const partOf = (path) => {
    const [name, another] = [...modules].filter(([, own]) => own.has(path)).map(([own]) => own);
    return another === undefined ? (name ?? 'later') : 'program';
  };
  // What every part loads the others with.
  const named = new Set(['src/data/require-compiled.ts']);
  for (const path of Object.keys(metafile.inputs))
    for (const imported of importsOf(path)) if (partOf(imported.path) !== partOf(path)) named.add(imported.path);
  const { metafile: alone } = await build({
    ...looking,
    bundle: false,
    packages: undefined,
    entryPoints: [...named],
  });
  const shared = new Map(Object.values(alone.outputs).map(({ entryPoint, exports }) => [entryPoint, exports]));
  return { partOf, shared };
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

/** Resolves those of our modules that are in another part into a namespace by how they are imported. */
function resolveParts(bundler, name, partOf) {
  bundler.onResolve({ filter: /^\.\.?\/.*\.ts$/ }, ({ path, resolveDir, kind }) => {
    const resolved = relative(root, resolve(resolveDir, path)).replaceAll('\\', '/');
    if (partOf(resolved) === name) return undefined;
    if (kind === 'dynamic-import') return { path: resolved, namespace: 'whole' };
    return { path: resolved, namespace: loadedWhenCalled.has(resolved) ? 'called' : 'named' };
  });
  bundler.onResolve({ filter: /^\.\/program\.cjs$/ }, ({ path }) => ({ path, external: true }));
}

/** Finds a module of another part in the file of that part. */
function loadParts(bundler, partOf, shared) {
  const exported = (path) => {
    const part = partOf(path);
    const file =
      part === 'program'
        ? "require('./program.cjs')"
        : `require('./src/data/require-compiled.ts').requireCompiled(require('node:path').join(__dirname, '${part}.cjs'))`;
    return `${file}.shared[${JSON.stringify(path)}]()`;
  };
  const load = (namespace, contentsOf) =>
    bundler.onLoad({ filter: /.*/, namespace }, ({ path }) => ({ resolveDir: root, contents: contentsOf(path) }));
  load('whole', (path) => `module.exports = ${exported(path)};`);
  // Named one by one, its functions are called as directly as in one file.
  load('named', (path) =>
    [
      `const its = ${exported(path)};`,
      ...(shared.get(path) ?? []).map((name) => `export const ${name} = its.${name};`),
    ].join('\n'),
  );
  load('called', (path) => {
    const names = shared.get(path) ?? [];
    const source = readFileSync(resolve(root, path), 'utf8');
    const other = names.find((name) => !new RegExp(`^export (async )?function\\*? ${name}\\b`, 'm').test(source));
    if (other !== undefined)
      throw new Error(`${other} of ${path} is no function that can be loaded by its first call.`);
    return [
      `let its; const all = () => (its ??= ${exported(path)});`,
      ...names.map((name) => `export function ${name}(...given) { return all().${name}(...given); }`),
    ].join('\n');
  });
}
