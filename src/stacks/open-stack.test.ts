import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stack } from './environment/stack.ts';
import { openStack } from './open-stack.ts';

let base: string;
let count = 0;
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'skyql-stack-'));
});
afterAll(() => rm(base, { recursive: true }));

async function open(files: Readonly<Record<string, string>>, variables: readonly string[] = []): Promise<Stack> {
  count += 1;
  const directory = join(base, String(count));
  await mkdir(join(directory, 'resources'), { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(directory, name), text);
  return openStack({ directory, environment: 'dev', variables, surrounding: { HOME: '/home/a' } });
}

async function faultOf(files: Readonly<Record<string, string>>): Promise<string> {
  const error = await open(files).then(
    () => ({ code: 'none', message: '', hint: '' }),
    (own: { code: string; message: string; hint: string }) => own,
  );
  return `${error.code} ${error.message} ${error.hint}`;
}

const manifest = (resources: string, rest = '') => ({
  'stackql_manifest.yml': `name: s\n${rest}resources:\n${resources}`,
});

describe('a stack', () => {
  it('takes variables by -e, else of the file, else of the environment; a file that nobody has named may hold other things', async () => {
    const file = join(base, '.env');
    await writeFile(file, '# x\nA=file\nexport B="of the file" \nC=file # told\n');
    const directory = join(base, 'variables');
    await mkdir(directory);
    await writeFile(
      join(directory, 'stackql_manifest.yml'),
      'name: s\nresources: [{ name: a, type: query, sql: SELECT 1 }]\n',
    );
    const variables = async (given: Partial<Parameters<typeof openStack>[0]> = {}) => {
      const surrounding = { A: 'around', D: 'around' };
      const stack = await openStack({ directory, environment: 'dev', surrounding, variablesFile: file, ...given });
      return { ...stack.variables.environment, ...stack.variables.given };
    };
    expect(await variables({ variables: ['C=given=x'] })).toEqual({
      A: 'file',
      B: 'of the file',
      C: 'given=x',
      D: 'around',
    });
    await writeFile(file, 'A=file\nnot a variable\n');
    expect(await variables({ isFileNamed: false })).toEqual({ A: 'file', D: 'around' });
    await expect(variables()).rejects.toMatchObject({
      code: 'INVALID_VARIABLE',
      message: expect.stringContaining('.env:2: '),
    });
    await expect(variables({ variablesFile: join(base, 'none') })).rejects.toMatchObject({ code: 'MISSING_FILE' });
  });

  it('orders its resources by what their templates need, through props and globals', async () => {
    const stack = await open(
      {
        ...manifest(
          `  - name: subnet
    props: [{ name: VpcId, value: '{{ net }}' }, { name: Zone, value: '{{ zone }}' }]
  - name: vpc
    props: [{ name: CidrBlock, values: { dev: { value: 10.0.0.0/16 } } }]
    exports: [{ vpc_id: net }]
  - name: log
    depends_on: [subnet]
    props: [{ name: x, value: '{{ vars.HOME }}{{ vpc.vpc_arn }}' }]
`,
          "globals: [{ name: zone, value: '{{ ZONE }}' }]\n",
        ),
      },
      ['ZONE=a'],
    );
    expect(stack.resources.map(({ name, needs }) => [name, needs])).toEqual([
      ['vpc', []],
      ['subnet', ['vpc']],
      ['log', ['vpc', 'subnet']],
    ]);
    expect(stack.resources[0]?.asked).toEqual(['vpc_arn']);
  });

  it('leaves out what its conditions leave out', async () => {
    const stack = await open(
      manifest(`  - { name: a, if: "stack_env == 'prd'" }
  - { name: b, if: "'{{ stack_env }}' == 'dev'" }
  - { name: c, if: false }
  - { name: d, depends_on: [a] }
`),
    );
    expect(stack.resources.map(({ name }) => name)).toEqual(['b', 'd']);
  });

  it('takes a prop that names itself from outside', async () => {
    const files = manifest("  - name: image\n    props: [{ name: ImageName, value: '{{ ImageName }}' }]\n");
    expect((await open(files, ['ImageName=a'])).resources).toHaveLength(1);
    expect(await faultOf(files)).toMatch(/^UNDEFINED_VARIABLE .*:4:43: Nothing defines ImageName\./);
  });

  it('is refused as a whole, with file and line', async () => {
    expect(await faultOf(manifest('  - { name: a, depends_on: [b] }\n  - { name: b, depends_on: [a] }\n'))).toMatch(
      /^DEPENDENCY_CYCLE .*:3:13: a -> b -> a/,
    );
    expect(await faultOf(manifest('  - { name: a, depends_on: [bb] }\n  - { name: b }\n'))).toMatch(
      /There is no resource bb\. Did you mean b/,
    );
    expect(await faultOf(manifest('  - { name: a, file: no.iql }\n'))).toMatch(
      /^MISSING_FILE .*There is no file .*no\.iql/,
    );
    expect(
      await faultOf({ ...manifest('  - { name: a, type: query }\n'), 'resources/a.iql': '/*+ create */\nINSERT' }),
    ).toMatch(/^UNUSED_ANCHOR .*a\.iql:1:1: Nothing runs the query for create of the query a/);
    expect(
      await faultOf({
        ...manifest('  - { name: a }\n'),
        'resources/a.iql': "/*+ exists */\nSELECT '{{ vpc_id }}' AS x",
      }),
    ).toMatch(/^UNDEFINED_VARIABLE .*a\.iql:2:12: Nothing defines vpc_id/);
    expect(await faultOf(manifest('  - { name: a, props: [{ name: x, values: { prd: { value: 1 } } }] }\n'))).toMatch(
      /x has no value for the environment dev/,
    );
    expect(
      await faultOf(
        manifest('  - { name: a, props: [{ name: x, merge: [tgs] }] }\n', 'globals: [{ name: tags, value: [] }]\n'),
      ),
    ).toMatch(/Nothing defines tgs, which x merges\. Did you mean tags/);
  });
});
