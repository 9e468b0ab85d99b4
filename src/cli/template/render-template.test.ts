import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenize } from '../../sql/tokenize.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import { renderTemplate } from './render-template.ts';
import { scriptData } from './template-data.ts';

const rendered = (text: string, data: Readonly<Record<string, unknown>>): string =>
  renderTemplate({ text, name: 'script.iql' }, data);
const given = (text: string, file?: string, variables: readonly string[] = []) =>
  scriptData(
    { text, name: 'script.iql' },
    file === undefined ? undefined : { text: file, name: 'data.json' },
    variables,
  );

describe('renderTemplate', () => {
  it('fills values in, of texts and names, numbers and words', () => {
    const data = { values: { name: "it's", n: 5, table: 'aws.ec2.images', tags: [{ a: '"' }] } };
    expect(
      rendered(`SELECT '{{ .values.name }}', E'{{.values.name}}', {{ .values.n }} FROM {{ .values.table }}`, data),
    ).toBe("SELECT 'it''s', E'it''s', 5 FROM aws.ec2.images");
    expect(rendered(`SELECT '{{ .values.tags }}', "{{ .values.name }}"`, data)).toBe(`SELECT '[{"a":"\\""}]', "it's"`);
    expect(rendered("SELECT '{{ .values.a }}'", { a: 1 })).toBe("SELECT '1'");
    expect(rendered('SELECT 1 -- {{ if }}\n/* {{ end }} */', {})).toBe('SELECT 1 -- {{ if }}\n/* {{ end }} */');
  });

  it('keeps what it prints in its text, whatever it is', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom("'", "E'", '"'), (value, opening) => {
        fc.pre(!value.includes('\0'));
        const close = opening.at(-1) ?? '';
        const tokens = tokenize(rendered(`${opening}{{ .values.x }}${close}`, { values: { x: value } }));
        expect(tokens).toHaveLength(1);
      }),
      { numRuns: 100 },
    );
  });

  it('knows texts between dollars, in which a quote begins nothing', () => {
    const script = "SELECT $$it's {{ .values.x }}$$, `{{ .values.x }}`";
    expect(rendered(script, { values: { x: 'a b' } })).toBe("SELECT $$it's a b$$, `a b`");
    expect(rendered(script, { values: { x: "'`" } })).toBe("SELECT $$it's '`$$, `'```");
    const leaving = { values: { x: '$$; DROP TABLE t; SELECT $$' } };
    expect(() => rendered(script, leaving)).toThrow(/^script\.iql:1:15: The value of values\.x has a \$/);
    expect(rendered("SELECT $$it's {{ .values.x | raw }}$$", { values: { x: '$' } })).toBe("SELECT $$it's $$$");
  });

  it('puts SQL in where it is marked, and nowhere else', () => {
    const data = { values: { x: "'a'; DROP TABLE t" } };
    expect(rendered('SELECT {{ .values.x | raw }}', data)).toBe("SELECT 'a'; DROP TABLE t");
    expect(() => rendered('SELECT 1,\n  {{ .values.x }}', data)).toThrow(/^script\.iql:2:3: The value of values\.x/);
  });

  it.each([
    ['SELECT {{ range .values.x }}', 'script.iql:1:8: Of Go templates'],
    ['SELECT {{ .values.y }}', 'script.iql:1:8: The data has no values.y.'],
    ["SELECT '{{ .values.x'", 'script.iql:1:9: The template that starts here does not end.'],
  ])('says where %s is wrong', (text, message) => {
    expect(() => rendered(text, { values: { x: 1 } })).toThrow(message);
    expect(() => rendered(text, { values: { x: 1 } })).toThrow(UsageError);
  });
});

describe('scriptData', () => {
  it('takes data out of a block, a file and variables', () => {
    const { script, data } = given('<<<json\n{"values": {"a": 1}}\n>>>\nSELECT 1', '{"b": 2}', ['c=3=4']);
    expect(data).toEqual({ b: 2, values: { a: 1, c: '3=4' } });
    expect(script).toMatch(/^\s*\n\s*\n\s*\nSELECT 1$/);
    expect(given("SELECT '{{ ssm:name }}', '<<<json {} >>>'").data).toBeUndefined();
  });

  it('evaluates Jsonnet, to which variables are std.extVar', () => {
    const block = "<<<jsonnet\nlocal env = std.extVar('env');\n{ values: { name: 'web-' + env, zones: 3 } }\n>>>\n";
    const { script, data } = given(`${block}SELECT 1`, undefined, ['env=prod,size=a,b']);
    expect(data).toEqual({ values: { name: 'web-prod', zones: 3, env: 'prod', size: 'a,b' } });
    expect(script.trim()).toBe('SELECT 1');
  });

  it.each([
    ['<<<jsonnet\nlocal a = 1;\n{ values: { a: b } }\n>>> SELECT 1', undefined, /^script\.iql:3:16: There is no b\.$/],
    ['<<<json\n{ values: 1 }\n>>> SELECT 1', undefined, /^script\.iql:2:3: This is no JSON/],
    ['SELECT 1', '{"values":\n  {"a": }}', /^data\.json:2:9: This is no JSON/],
    ['SELECT 1', '[1]', /^data\.json:1:1: The data of a script is an object/],
    ['<<<json {} >>> <<<json {} >>>', undefined, /^script\.iql:1:16: A script has one block/],
    ['<<<yaml a: 1 >>>', undefined, /^script\.iql:1:1: A block of data is <<<json/],
  ])('says where %j is wrong', (text, file, message) => {
    expect(() => given(text, file)).toThrow(message);
  });
});
