import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseManifest } from './parse-manifest.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'skyql-manifest-'));
  await mkdir(join(directory, 'resources', 'policies'), { recursive: true });
  await writeFile(
    join(directory, 'resources', 'policies', 'read.json'),
    '{"Statement": [{"Sid": "{{ stack_name }}"}]}',
  );
});
afterAll(() => rm(directory, { recursive: true }));

const parse = (text: string) => parseManifest({ name: 'stackql_manifest.yml', text }, directory);
const faultOf = async (text: string): Promise<string> => {
  const error = await parse(text).then(
    () => ({ code: 'none', message: '', hint: undefined }),
    (own: { code: string; message: string; hint?: string }) => own,
  );
  return `${error.code} ${error.message} ${error.hint ?? ''}`.trim();
};

describe('a manifest', () => {
  it('keeps texts as they are written, and files in the places of their names', async () => {
    const { resources, globals } = await parse(`version: 1
name: s
globals:
  - { name: tags, value: [{ Key: a, Value: 14.00 }] }
resources:
  - name: r
    props:
      - { name: EngineVersion, value: 14.00 }
      - { name: Port, value: 5432 }
      - { name: Account, value: 012345678901 }
      - { name: Policy, value: file(policies/read.json) }
      - name: Size
        values: { dev: { value: 1 }, prd: { value: 1.50 } }
`);
    const values = resources[0]?.props.map(({ value, values: own }) => value?.value ?? own.prd?.value);
    expect(values).toEqual(['14.00', 5432, '012345678901', { Statement: [{ Sid: '{{ stack_name }}' }] }, '1.50']);
    expect(globals[0]?.value?.value).toEqual([{ Key: 'a', Value: '14.00' }]);
  });

  it('says where what is wrong with it is', async () => {
    const head = 'name: s\nresources:\n';
    expect(await faultOf(`${head}  - name: a\n    porps: []\n`)).toBe(
      'INVALID_MANIFEST stackql_manifest.yml:4:5: resources[0] has no porps. Did you mean props?',
    );
    expect(await faultOf(`${head}  - name: a\n    type: qurey\n`)).toMatch(
      /^INVALID_MANIFEST .*:4:11: resources\[0\]\.type is one of/,
    );
    expect(await faultOf('name: s\n')).toMatch(/The manifest has no resources/);
    expect(await faultOf(`${head}  - name: a\n  - name: a\n`)).toMatch(/:4:11: There is another resource named a/);
    expect(await faultOf(`${head}  - name: a\n    props: [{name: x, value: file(no.json)}]\n`)).toMatch(
      /^MISSING_FILE stackql_manifest\.yml:4:30: There is no file no\.json/,
    );
    expect(await faultOf(`${head}  - name: a\n    props: [{name: x, value: "file(../../x)"}]\n`)).toMatch(
      /leads out of the stack/,
    );
    expect(await faultOf(`${head}  - name: a\n    props: [{name: x}]\n`)).toMatch(/x has no value/);
    expect(await faultOf('name: "s\n')).toMatch(/^INVALID_MANIFEST stackql_manifest\.yml:\d+:\d+: That is no YAML/);
    expect(await faultOf(`${head}  - name: a\n    exports: [{a: b, c: d}]\n`)).toMatch(/^INVALID_MANIFEST/);
  });
});
