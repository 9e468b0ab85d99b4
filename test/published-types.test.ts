import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleTypes } from '../tools/bundle-types.ts';
import { readTypes, referencePage } from '../tools/testing/library-reference.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const manifest: { readonly types: string; readonly dependencies: Readonly<Record<string, string>> } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
);
let types = '';
let sandboxTypes = '';
let stackTypes = '';
let project = '';

beforeAll(async () => {
  ({ index: types, sandbox: sandboxTypes, stacks: stackTypes } = await bundleTypes());
  project = mkdtempSync(join(tmpdir(), 'skyql-consumer-'));
  const installed = join(project, 'node_modules', 'skyql');
  mkdirSync(dirname(join(installed, manifest.types)), { recursive: true });
  writeFileSync(join(installed, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(installed, manifest.types), types);
  writeFileSync(join(installed, 'dist', 'sandbox.d.ts'), sandboxTypes);
  writeFileSync(join(installed, 'dist', 'stacks.d.ts'), stackTypes);
  for (const scope of ['@types', '@duckdb'])
    symlinkSync(join(root, 'node_modules', scope), join(project, 'node_modules', scope));
}, 120_000);
afterAll(() => rmSync(project, { recursive: true, force: true }));

/** What the compiler says of programs of someone who has installed skyql, by their files; empty where it has nothing to say. */
function compiled(programs: Readonly<Record<string, string>>, options: Readonly<Record<string, unknown>>): string {
  const config = {
    compilerOptions: { noEmit: true, strict: true, skipLibCheck: false, target: 'ES2023', ...options },
    files: Object.keys(programs),
  };
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
  for (const [file, program] of Object.entries(programs)) writeFileSync(join(project, file), program);
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify(config));
  try {
    return execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', project], {
      cwd: project,
      encoding: 'utf8',
    });
  } catch (error) {
    return String(error instanceof Error && 'stdout' in error ? error.stdout : error);
  }
}

describe('the types that npm publishes', { timeout: 60_000 }, () => {
  it('are what api/skyql.d.ts says', async () => {
    const advice =
      'The public API is another one. Where that is meant: npm run types:accept, and a line in the changelog';
    await expect(types, advice).toMatchFileSnapshot('../api/skyql.d.ts');
    await expect(stackTypes, advice).toMatchFileSnapshot('../api/stacks.d.ts');
    await expect(sandboxTypes, advice).toMatchFileSnapshot('../api/sandbox.d.ts');
  });

  it('are explained in docs/library-reference.md, each export and each of its members', async () => {
    const modules = [
      ['skyql', types],
      ['skyql/sandbox', sandboxTypes],
      ['skyql/stacks', stackTypes],
    ] as const;
    const page = referencePage(modules);
    await expect(page, 'npm run types:accept writes it').toMatchFileSnapshot('../docs/library-reference.md');
    for (const [module, text] of modules) {
      const { declarations, exported } = readTypes(text);
      expect(exported.length, module).toBeGreaterThan(4);
      for (const name of exported) expect(page, `${module}: ${name}`).toContain(`### \`${name}\`\n`);
      const unexplained = declarations.flatMap(({ name, meaning, members }) => [
        ...(meaning === '' ? [name] : []),
        ...members.filter((member) => member.meaning === '').map((member) => `${name}.${member.name}`),
      ]);
      expect(unexplained, module).toEqual([]);
    }
  });

  it('need no package that is not installed with skyql', () => {
    const imported = [...types.matchAll(/(?:from|import)\s*\(?\s*["']([^"']+)["']/g)].map(([, name = '']) => name);
    const packages = imported.map((name) => /^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0]);
    expect(Object.keys(manifest.dependencies)).toEqual(expect.arrayContaining(packages));
  });

  it.each([
    ['Node', { module: 'NodeNext', types: ['node'] }],
    ['a bundler', { module: 'ESNext', moduleResolution: 'bundler', lib: ['ES2023', 'DOM'], types: [] }],
  ])('compile in a project for %s, and refuse what connect does not take', (_, options) => {
    const program = `
      import { connect, type Database, type Result, SkyqlError } from 'skyql';
      import { startSandbox, type TestSandbox } from 'skyql/sandbox';
      import { loadStack, type StackResult } from 'skyql/stacks';
      const sandbox: TestSandbox = await startSandbox({ seed: 'demo' });
      const db: Database = await connect({ endpoint: sandbox.url, region: ['us-east-1'] });
      try {
        const result: Result = await db.query('SELECT name FROM aws.ec2.images WHERE owner_id = $1', ['self'], {
          signal: AbortSignal.timeout(1_000),
        });
        console.log(result.columns.map(({ name, type }) => name + ' ' + type));
      } catch (error) {
        if (error instanceof SkyqlError && error.retryable) console.log(error.code.length, error.hint?.length);
      }
      await db.close();
      const stack = await loadStack({ directory: 'my-stack', environment: 'dev', connect: { endpoint: sandbox.url } });
      const built: StackResult = await stack.build({ onFailure: 'rollback' });
      console.log(built.resources.map(({ address, outcome }) => address + ' ' + outcome));`;
    const refused = "import { connect } from 'skyql'; await connect({ regoin: 'us-east-1' });";
    // What belongs to a message goes on in the next line, after a space.
    const said = compiled({ 'program.ts': program, 'refused.ts': refused }, options)
      .split('\n')
      .filter((line) => /^\S/.test(line));
    expect(said).toEqual([expect.stringMatching(/^refused\.ts.*'regoin' does not exist in type/)]);
  });
});
