import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { main } from '../../src/cli/main.ts';
import { type ExportStackOptions, exportStack, loadStack } from '../../src/stacks/load-stack.ts';
import { recordingTerminal } from '../../src/terminal/recording-terminal.ts';
import { stackFiles } from '../support/stack-files.ts';
import { stackSandbox } from '../support/stack-sandbox.ts';

const write = stackFiles();
const { place, query, sandbox } = stackSandbox('demo');
const exported = (sql: string, format: ExportStackOptions['format'] = 'manifest') =>
  exportStack({ sql, format, name: 'found', connect: place() });

beforeAll(async () => {
  const statements = [
    `INSERT INTO aws.iam.roles (RoleName, AssumeRolePolicyDocument) VALUES ('web', '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}')`,
    `INSERT INTO aws.iam.instance_profiles (InstanceProfileName, Roles) VALUES ('web', '["web"]')`,
    `INSERT INTO aws.lambda.functions (FunctionName, Role, Description, Code, Environment, region) VALUES ('f', 'arn:aws:iam::123456789012:role/web', '{{ not a template }}', '{"ZipFile":"exports"}', '{"Variables":{"DB_PASSWORD":"hush-hush","FILE":"file(x.json)","VERSION":"14.00"}}', 'us-east-1')`,
    `INSERT INTO aws.rds.db_instances (DBInstanceIdentifier, DBInstanceClass, MasterUserPassword, region) VALUES ('d', 'db.t3.micro', 'hush-hush', 'us-east-1')`,
  ];
  for (const sql of statements) await query(sql);
});

const found = `
  SELECT p.name FROM aws.imagebuilder.image_pipelines p JOIN aws.imagebuilder.image_recipes r ON r.arn = p.image_recipe_arn
  WHERE p.name LIKE 'checkout%' ORDER BY p.name;
  SELECT * FROM aws.iam.roles WHERE role_name = 'web';
  SELECT * FROM aws.iam.instance_profiles WHERE instance_profile_name = 'web';
  WITH own AS (SELECT 'f' AS name) SELECT DISTINCT function_name FROM aws.lambda.functions JOIN own ON own.name = function_name WHERE region = 'us-east-1';
  SELECT * FROM aws.rds.db_instances;
  SELECT * FROM aws.ec2.instances ORDER BY instance_id LIMIT 1`;

describe('an exported stack', { timeout: 60_000 }, () => {
  it('says what queries find, by references, and building it changes nothing', async () => {
    const { text, resources, warnings } = await exported(found);
    // The parts of a function's code are taken and never told.
    expect(warnings).toEqual(['function: Code is never told, so the stack asks for it as a variable.']);
    expect(resources).toEqual([
      {
        address: 'image_pipeline',
        resource: 'aws.imagebuilder.image_pipelines',
        identifier: 'arn:aws:imagebuilder:us-east-1:123456789012:image-pipeline/checkout-web-al2023-x86',
      },
      expect.objectContaining({ address: 'image_recipe' }),
      { address: 'role', resource: 'aws.iam.roles', identifier: 'web' },
      expect.objectContaining({ address: 'instance_profile' }),
      expect.objectContaining({ address: 'function' }),
      expect.objectContaining({ address: 'db_instance' }),
      expect.objectContaining({ address: 'instance' }),
    ]);
    const manifest = parse(text);
    const propsOf = (name: string) => {
      const { props } = manifest.resources.find((one: { name: string }) => one.name === name);
      return Object.fromEntries(props.map((one: { name: string; value: unknown }) => [one.name, one.value]));
    };
    expect(propsOf('image_pipeline').ImageRecipeArn).toBe('{{ image_recipe.arn }}');
    // A name refers where the property says what it names, and stays a text where it stands by chance.
    expect(propsOf('instance_profile')).toMatchObject({ InstanceProfileName: 'web', Roles: ['{{ role.role_name }}'] });
    expect(propsOf('function')).toMatchObject({
      Role: '{{ role.arn }}',
      Code: '{{ vars.FUNCTION_CODE }}',
      Environment: { Variables: { VERSION: '14.00' } },
    });
    expect(text).not.toContain('hush');
    expect(text).toMatch(/it is secret: .*Environment\/Variables\/DB_PASSWORD/);
    expect(text).toMatch(/secret: .*MasterUserPassword/);
    expect(text).toContain('# Left out, as what creates it does not take it: SourceDestCheck\n  - name: instance\n');

    const directory = write({ 'stackql_manifest.yml': text });
    const load = (code: string) =>
      loadStack({ directory, environment: 'dev', variables: { FUNCTION_CODE: code }, connect: place() });
    const stack = await load('{"ZipFile": "exports"}');
    const plan = await stack.plan();
    expect(plan.resources.map(({ actions }) => actions.join())).toEqual(Array(7).fill('adopt'));
    const before = sandbox().requests().length;
    const { resources: built, error } = await stack.build();
    expect(error).toBeUndefined();
    expect(built.map(({ outcome }) => outcome)).toEqual(Array(7).fill('unchanged'));
    const calls = sandbox().requests().slice(before);
    expect(calls.filter(({ operation }) => !/^(Get|List|Describe)/.test(String(operation)))).toEqual([]);
    // What is never told in part changes when it is given otherwise, and only then.
    const changed = await (await load('{"ZipFile": "exports.handler"}')).plan();
    const updated = changed.resources.filter(({ actions }) => actions.includes('update'));
    expect(updated.map(({ resource }) => resource)).toEqual(['aws.lambda.functions']);
  });

  it('is a template of CloudFormation too', async () => {
    const { text } = await exported(found, 'cloudformation');
    expect(text).not.toContain('hush');
    const { Resources } = parse(text);
    expect(Resources).toMatchObject({
      ImagePipeline: {
        Type: 'AWS::ImageBuilder::ImagePipeline',
        DeletionPolicy: 'Retain',
        Properties: { ImageRecipeArn: { 'Fn::GetAtt': ['ImageRecipe', 'Arn'] } },
      },
      InstanceProfile: { Properties: { Roles: [{ Ref: 'Role' }] } },
      Instance: { Properties: { SourceDestCheck: true } },
      Function: { Properties: { Role: { 'Fn::GetAtt': ['Role', 'Arn'] }, Description: '{{ not a template }}' } },
    });
  });

  it('is refused where rows are not those of resources, or there are none', async () => {
    await expect(exported('SELECT count(*) FROM aws.iam.roles GROUP BY path')).rejects.toMatchObject({
      code: 'UNSUPPORTED_STATEMENT',
      hint: expect.stringContaining('without GROUP BY'),
    });
    await expect(exported('SELECT 1')).rejects.toMatchObject({ code: 'UNSUPPORTED_STATEMENT' });
    await expect(exported('SELECT * FROM aws.iam.rolls')).rejects.toMatchObject({ code: 'UNKNOWN_RESOURCE' });
    await expect(exported("SELECT * FROM aws.ec2.regions WHERE region = 'us-east-1'")).rejects.toMatchObject({
      code: 'UNSUPPORTED_STATEMENT',
      message: 'No stack can create aws.ec2.regions.',
    });
    await expect(exported("SELECT * FROM aws.iam.roles WHERE role_name = 'none'")).rejects.toMatchObject({
      code: 'NOTHING_FOUND',
    });
  });

  it('is written by the command line, over nothing that is there', async () => {
    const run = async (...words: readonly string[]) => {
      const terminal = recordingTerminal();
      const code = await main(['stack', 'export', ...words, '--sandbox', '--region', 'us-east-1'], terminal);
      return { code, output: terminal.output(), errors: terminal.errors() };
    };
    const query = "SELECT * FROM aws.imagebuilder.image_recipes WHERE name LIKE 'checkout%'";
    expect(await run(query)).toMatchObject({ code: 0, output: expect.stringMatching(/^version: 1\nname: exported\n/) });
    const directory = join(write({ x: '' }), 'recipes');
    expect(await run(query, directory)).toMatchObject({ code: 0, output: '', errors: expect.stringContaining('plan') });
    expect(readFileSync(join(directory, 'stackql_manifest.yml'), 'utf8')).toMatch(/^version: 1\nname: recipes\n/);
    expect(await run(query, directory)).toMatchObject({ code: 2, errors: expect.stringContaining('already') });
    expect(await run()).toMatchObject({ code: 2 });
  });
});
