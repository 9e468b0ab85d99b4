import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { dts } from 'rolldown-plugin-dts';

/** `await using` is in no library of a released ECMAScript yet that projects compile with. */
const disposable = '/// <reference lib="esnext.disposable" />\n';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What programs import, each with the file of `src/` that it is. */
const publicEntries = { index: 'session/index', sandbox: 'sandbox/test-sandbox', stacks: 'stacks/load-stack' } as const;

/**
 * The declaration files that npm publishes: what each entry exports and all that this needs, in one file, so that whatever else is
 * in `src/` is nobody's business but ours.
 */
export async function bundleTypes(): Promise<Readonly<Record<keyof typeof publicEntries, string>>> {
  const declarations = mkdtempSync(join(tmpdir(), 'skyql-types-'));
  try {
    const compiler = ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.types.json', '--outDir', declarations];
    execFileSync(process.execPath, compiler, { cwd: root, stdio: 'inherit' });
    return {
      index: await bundled(join(declarations, `${publicEntries.index}.d.ts`)),
      sandbox: await bundled(join(declarations, `${publicEntries.sandbox}.d.ts`)),
      stacks: await bundled(join(declarations, `${publicEntries.stacks}.d.ts`)),
    };
  } finally {
    rmSync(declarations, { recursive: true, force: true });
  }
}

async function bundled(input: string): Promise<string> {
  const bundle = await rolldown({
    input,
    plugins: [dts({ dtsInput: true, emitDtsOnly: true, sourcemap: false })],
    // What a package of npm declares stays that package's: who installs skyql has it.
    external: (name) => !name.startsWith('.') && !isAbsolute(name),
  });
  const { output } = await bundle.generate({ format: 'es' });
  await bundle.close();
  const [file, second] = output;
  if (file?.type !== 'chunk' || second !== undefined) throw new Error('The types are not one file.');
  // Where the declarations were made is different each time.
  const code = file.code.replaceAll(/^\/\/.*\.d\.ts$/gm, '');
  // One export a line, so that a change of the API is read off a diff.
  const formatter = ['node_modules/@biomejs/biome/bin/biome', 'format', '--stdin-file-path=index.d.ts'];
  return execFileSync(process.execPath, formatter, { cwd: root, encoding: 'utf8', input: disposable + code });
}
