import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { recordingTerminal } from '../../src/terminal/recording-terminal.ts';
import { stackFiles } from '../support/stack-files.ts';
import { stackSandbox } from '../support/stack-sandbox.ts';

const write = stackFiles();

async function run(...words: readonly string[]) {
  const terminal = recordingTerminal();
  const code = await main(['stack', ...words], terminal);
  return { code, output: terminal.output(), errors: terminal.errors() };
}
const { sandbox } = stackSandbox('empty');
const inOne = ['--sandbox', '--region', 'us-east-1'];
let at: readonly string[] = [];
beforeAll(() => {
  at = ['--endpoint-url', sandbox().url, '--region', 'us-east-1'];
  for (const [name, value] of Object.entries(sandbox().environment)) vi.stubEnv(name, value);
});
afterAll(() => vi.unstubAllEnvs());

describe('skyql stack', { timeout: 60_000 }, () => {
  it('writes a first stack, checks it, plans it, builds it and tests it', async () => {
    const directory = join(write({ x: '' }), 'first');
    expect(await run('init', directory)).toMatchObject({ code: 0 });
    expect(await run('init', directory)).toMatchObject({ code: 2, errors: expect.stringContaining('already') });
    expect(await run('info', directory, 'dev', '-e', 'AWS_REGION=us-east-1')).toMatchObject({
      code: 0,
      output: 'first dev\nimage  resource\n',
    });
    const plan = await run('plan', directory, 'dev', ...at);
    expect(plan).toMatchObject({
      code: 2,
      output: expect.stringMatching(/ {2}\+ image {2}create: it is not there[\s\S]*1 to create/),
    });
    const json = await run('plan', directory, 'dev', ...at, '-o', 'json', '--quiet');
    expect(JSON.parse(json.output)).toMatchObject({
      format_version: 1,
      stack: 'first',
      environment: 'dev',
      resources: [{ address: 'image', actions: ['create'], after: { ImageName: 'first-dev' }, depends_on: [] }],
    });
    expect(json.errors).toBe('');
    expect(await run('test', directory, 'dev', ...at)).toMatchObject({
      code: 2,
      errors: expect.stringContaining('missing'),
    });
    expect(await run('test', directory, 'dev', ...at, '--dry-run')).toMatchObject({
      code: 0,
      output: expect.stringContaining('1 to create'),
    });

    const shell = join(directory, 'exports.sh');
    const built = await run('build', directory, 'dev', ...at, '--output-file', shell, '--show-queries');
    expect(built).toMatchObject({
      code: 0,
      output: 'image_arn = arn:aws:sagemaker:us-east-1:123456789012:image/first-dev\n',
      errors: expect.stringMatching(
        /image {2}query .*create: INSERT INTO aws\.sagemaker\.images[\s\S]*image {2}created/,
      ),
    });
    expect(readFileSync(shell, 'utf8')).toBe(
      "export image_arn='arn:aws:sagemaker:us-east-1:123456789012:image/first-dev'\n",
    );
    expect(statSync(shell).mode & 0o777).toBe(0o600);
    const result = await run('build', directory, 'dev', ...inOne, '-o', 'json');
    expect(JSON.parse(result.output)).toMatchObject({
      format_version: 1,
      resources: [{ address: 'image', outcome: 'created' }],
      exports: { image_arn: expect.stringContaining('image/first-dev') },
      error: null,
    });
    expect(await run('build', directory, 'dev', ...at, '--dry-run')).toMatchObject({ code: 0 });
  });

  it('says what is wrong, with the exit code of it', async () => {
    const directory = write({ 'stackql_manifest.yml': 'name: s\nresources:\n  - { name: a, typ: query }\n' });
    expect(await run('build', directory, 'dev', ...at)).toMatchObject({
      code: 1,
      errors: expect.stringMatching(
        /^error\[INVALID_MANIFEST\]: .*:3:16: resources\[0\] has no typ\.[\s\S]*Did you mean type/,
      ),
    });
    expect(await run('build', directory)).toMatchObject({ code: 2, errors: expect.stringContaining('an environment') });
    // There 2 says that there are changes.
    for (const command of ['plan', 'test'])
      for (const words of [[directory], [directory, 'dev', '--nothing'], [directory, 'dev', ...at]])
        expect((await run(command, ...words)).code).toBe(1);
    expect(await run('build', join(directory, 'none'), 'dev')).toMatchObject({
      code: 1,
      errors: expect.stringContaining('There is no manifest in'),
    });
    expect(await run('biuld')).toMatchObject({ code: 2, errors: expect.stringContaining('Did you mean build') });
    expect(await run('build', directory, 'dev', '--parallel', '0', ...at)).toMatchObject({ code: 1 });
  });
});
