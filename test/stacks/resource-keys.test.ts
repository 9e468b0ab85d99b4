import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findResource } from '../../src/catalog/find-resource.ts';
import { openCatalog } from '../../src/catalog/open-catalog.ts';
import { startSandbox, type TestSandbox } from '../../src/sandbox/test-sandbox.ts';
import { connect } from '../../src/session/connect.ts';
import { type BuildOptions, loadStack, type StackEvent, type StackResult } from '../../src/stacks/load-stack.ts';
import { snapshotKinds } from '../../src/stacks/run/take-snapshot.ts';
import { rewriteStackFile, stackFiles } from '../support/stack-files.ts';

const write = stackFiles();
let sandbox: TestSandbox;
const as = (account: string) => ({
  endpoint: sandbox.url,
  connections: [{ name: 'test', credentials: { accessKeyId: account, secretAccessKey: 'test' } }],
  region: 'us-east-1',
});
beforeAll(async () => {
  sandbox = await startSandbox({});
});
afterAll(() => sandbox.close());

const manifest = (resources: string) => `name: keys\nresources:\n${resources}`;
const stackOf = (directory: string, variables: Readonly<Record<string, string>> = {}) =>
  loadStack({ directory, environment: 'dev', variables, connect: as('123456789012') });
const outcomes = ({ resources, error }: StackResult) => {
  if (error !== undefined) throw error;
  return resources.map(({ address, outcome }) => `${address} ${outcome}`);
};
const build = async (directory: string, options: BuildOptions = {}, variables = {}) =>
  outcomes(await (await stackOf(directory, variables)).build(options));
const plan = async (directory: string, variables = {}) =>
  (await (await stackOf(directory, variables)).plan()).resources;
const teardown = async (directory: string, onEvent?: (event: StackEvent) => void) =>
  outcomes(await (await stackOf(directory)).teardown(onEvent === undefined ? {} : { onEvent }));
async function query(sql: string, account = '123456789012') {
  const db = await connect(as(account));
  try {
    return (await db.query(sql)).rows;
  } finally {
    await db.close();
  }
}
const vpcs = async () =>
  (await query("SELECT cidr_block FROM aws.ec2.vpcs WHERE region = 'us-east-1' ORDER BY cidr_block")).map((row) =>
    String(row.cidr_block),
  );

const network = (range: string, subnet: string) =>
  manifest(`  - name: vpc
    resource: aws.ec2.vpcs
    create_before_destroy: true
    props: [{ name: CidrBlock, value: ${range} }, { name: Tags, value: [{ Key: stack, Value: keys }] }]
  - name: subnet
    resource: aws.ec2.subnets
    props: [{ name: VpcId, value: '{{ vpc.vpc_id }}' }, { name: CidrBlock, value: ${subnet} }]
`);

describe('keys of a resource', { timeout: 60_000 }, () => {
  it('create_before_destroy deletes what is replaced when all that needs it needs the new one', async () => {
    const directory = write({ 'stackql_manifest.yml': network('10.1.0.0/16', '10.1.1.0/24') });
    const before = await vpcs();
    await build(directory);
    rewriteStackFile(directory, network('10.2.0.0/16', '10.2.1.0/24'));
    expect((await plan(directory))[0]).toMatchObject({
      actions: ['replace'],
      reason: 'CidrBlock cannot be changed once it is created; the new one is made first',
    });
    // Interrupted behind the new one: the old one is still there, and known.
    const failing = "  - { name: last, type: query, depends_on: [vpc], sql: 'SELECT * FROM aws.ec2.nothing' }\n";
    rewriteStackFile(directory, network('10.2.0.0/16', '10.2.1.0/24') + failing);
    const failed = await (await stackOf(directory)).build({ replace: true });
    expect(failed.error?.code).toBe('UNKNOWN_RESOURCE');
    rewriteStackFile(directory, network('10.2.0.0/16', '10.2.1.0/24'));
    expect(await vpcs()).toEqual([...before, '10.1.0.0/16', '10.2.0.0/16'].toSorted());
    expect((await plan(directory)).at(-1)).toMatchObject({ address: 'vpc', actions: ['delete'] });
    const events: string[] = [];
    const onEvent = ({ resource, state }: StackEvent) => events.push(`${resource} ${state}`);
    expect((await build(directory, { replace: true, onEvent }))[0]).toBe('vpc unchanged');
    expect(events.findIndex((event) => event.startsWith('subnet'))).toBeLessThan(events.indexOf('vpc deleting'));
    expect(await vpcs()).toEqual([...before, '10.2.0.0/16'].toSorted());
    expect((await plan(directory)).map(({ actions }) => actions.join())).toEqual(['no-op', 'no-op']);
    await teardown(directory);
    expect(await vpcs()).toEqual(before);
  });

  it('create_before_destroy refuses what both would be called, and is undone by rollback', async () => {
    const image = (role: string, rest = '') =>
      manifest(`  - name: image
    resource: aws.sagemaker.images
    create_before_destroy: true
    props: [{ name: ImageName, value: ${role} }, { name: ImageRoleArn, value: arn:aws:iam::123456789012:role/r }]
${rest}`);
    const directory = write({ 'stackql_manifest.yml': image('one') });
    await build(directory);
    rewriteStackFile(
      directory,
      image('two', "  - { name: last, type: query, depends_on: [image], sql: 'SELECT * FROM aws.ec2.nothing' }\n"),
    );
    const result = await (await stackOf(directory)).build({ replace: true, onFailure: 'rollback' });
    expect(result.resources.map(({ outcome }) => outcome)).toEqual(['rolled back', 'failed']);
    expect(await query("SELECT image_name FROM aws.sagemaker.images WHERE region = 'us-east-1'")).toEqual([
      { image_name: 'one' },
    ]);
    rewriteStackFile(directory, image('one'));
    expect(await build(directory)).toEqual(['image unchanged']);
    const triggered = image('one').replace('    props', '    replace_triggered_by: [parameter]\n    props');
    const parameter = (value: string) =>
      `  - { name: parameter, resource: aws.ssm.parameters, props: [{ name: Name, value: /keys/p }, { name: Type, value: String }, { name: Value, value: ${value} }] }\n`;
    rewriteStackFile(directory, triggered + parameter('first'));
    expect(await build(directory)).toEqual(['parameter created', 'image unchanged']);
    rewriteStackFile(directory, triggered + parameter('second'));
    await expect(build(directory, { replace: true })).rejects.toMatchObject({
      code: 'REPLACE_CONFLICT',
      message: expect.stringContaining('Nothing was changed'),
    });

    // Without it the image is replaced by the change of the parameter, when it is allowed.
    const plain = triggered.replace('    create_before_destroy: true\n', '');
    rewriteStackFile(directory, plain + parameter('third'));
    expect((await plan(directory)).map(({ actions, reason }) => `${actions.join()}: ${reason}`)).toEqual([
      'update: Value wanted otherwise',
      'replace: it is replaced when parameter changes',
    ]);
    await expect(build(directory)).rejects.toMatchObject({
      code: 'REPLACE_NEEDED',
      message: expect.stringMatching(/:3:11: image: it is replaced when parameter changes\. Nothing was changed\.$/),
    });
    // What the change was is remembered, though it was made by an earlier build.
    expect(await build(directory, { replace: true })).toEqual(['parameter unchanged', 'image replaced']);
    expect(await build(directory)).toEqual(['parameter unchanged', 'image unchanged']);

    const moved = plain.replace('name: image\n', 'name: picture\n    moved_from: image\n') + parameter('third');
    rewriteStackFile(directory, moved);
    expect((await plan(directory)).map(({ address, actions }) => `${address} ${actions.join()}`)).toEqual([
      'parameter no-op',
      'picture no-op',
    ]);
    expect(await build(directory)).toEqual(['parameter unchanged', 'picture unchanged']);
    expect(await teardown(directory)).toEqual(['picture deleted', 'parameter deleted']);
  });

  it('deletion: snapshot keeps what was in it', async () => {
    const directory = write({
      'stackql_manifest.yml': manifest(
        '  - { name: disk, resource: aws.ec2.volumes, deletion: snapshot, adopt: true, props: [{ name: AvailabilityZone, value: us-east-1a }, { name: Size, value: 1 }] }\n',
      ),
    });
    await build(directory);
    expect(await teardown(directory)).toEqual(['disk deleted']);
    expect(
      await query(
        "SELECT state, description LIKE 'keys-disk-%' AS ours FROM aws.ec2.snapshots WHERE region = 'us-east-1'",
      ),
    ).toEqual([{ state: 'completed', ours: true }]);
    const catalog = openCatalog('aws');
    for (const { resource, of, name, columns } of Object.values(snapshotKinds)) {
      const description = await findResource([catalog], resource.split('.'), []);
      const has = description.columns.map((column) => column.name);
      expect(has, resource).toEqual(expect.arrayContaining(Object.values(columns)));
      const insert = description.methods.find(({ verb }) => verb === 'INSERT');
      expect(insert?.requiredParameters, resource).toContain(of);
      expect(name === 'Description' || insert?.requiredParameters.includes(name), resource).toBe(true);
    }
  });

  it('timeout ends what takes too long, and the next build goes on with it', async () => {
    const directory = write({
      'stackql_manifest.yml': manifest(
        '  - { name: log, resource: aws.logs.log_groups, timeout: 200ms, props: [{ name: LogGroupName, value: /keys }] }\n',
      ),
    });
    sandbox.fail({ operation: 'CreateResource', latencyMilliseconds: 5_000 });
    await expect(build(directory)).rejects.toMatchObject({
      code: 'TIMED_OUT',
      message: expect.stringMatching(/:3:13: log: It is not done after 0\.2 s\.$/),
    });
    sandbox.fail();
    rewriteStackFile(
      directory,
      manifest(
        '  - { name: log, resource: aws.logs.log_groups, timeout: 5m, props: [{ name: LogGroupName, value: /keys }] }\n',
      ),
    );
    expect(['log created', 'log unchanged']).toContain((await build(directory))[0]);
    await teardown(directory);
  });

  it('auth says as whom a resource is made', async () => {
    const text = manifest(`  - name: log
    resource: aws.logs.log_groups
    auth: { aws: { type: aws_signing_v1, keyIDenvvar: OTHER_KEY, credentialsenvvar: OTHER_SECRET } }
    props: [{ name: LogGroupName, value: /other }]
  - { name: own, resource: aws.logs.log_groups, props: [{ name: LogGroupName, value: /own }] }
`);
    const directory = write({ 'stackql_manifest.yml': text });
    const variables = { OTHER_KEY: '999999999999', OTHER_SECRET: 'test' };
    expect(await build(directory, {}, variables)).toEqual(['log created', 'own created']);
    const groups = (account: string) =>
      query("SELECT log_group_name AS name FROM aws.logs.log_groups WHERE region = 'us-east-1'", account);
    expect(await groups('999999999999')).toEqual([{ name: '/other' }]);
    expect(await groups('123456789012')).toEqual([{ name: '/own' }]);
    expect(await build(directory, {}, variables)).toEqual(['log unchanged', 'own unchanged']);
    expect(outcomes(await (await stackOf(directory, variables)).teardown())).toEqual(['own deleted', 'log deleted']);
    await expect(build(directory)).rejects.toMatchObject({
      code: 'UNDEFINED_VARIABLE',
      message: expect.stringMatching(/:5:11: The variable OTHER_KEY is not set/),
    });
  });

  it.each([
    ['deletion: snapshot', /:6:15: Of a no snapshot can be taken/],
    ['deletion: snapshoot', /:6:15: .*is one of delete, retain, snapshot/],
    ['create_before_destroy: 1', /:6:28: .*must be boolean/],
    ['moved_from: b', /:6:17: There is a resource b still/],
    ['replace_triggered_by: [bb]', /:6:28: There is no resource bb/],
    ['replace_triggered_by: [a]', /:6:28: a is replaced by no change of itself/],
    ['replace_triggered_by: [b.arm]', /b has no arm/],
    ['timeout: soon', /:6:14: soon is no time/],
    ['timeout: 0', /:6:14: 0 is no time/],
    ['auth: { github: {} }', /:6:11: auth knows no provider github/],
    ['auth: { aws: { type: aws_signing_v1, keyIDenvar: A } }', /:6:11: auth has no keyIDenvar/],
    ['auth: { aws: { type: oauth2 } }', /:6:11: auth of the type oauth2 is not known/],
    ['auth: { aws: {} }\n    connection: c', /:6:11: a has auth and connection/],
  ])('%s is an error where it is wrong', async (key, message) => {
    const text = `name: keys\nresources:\n  - name: a\n    resource: aws.logs.log_groups\n    props: [{ name: LogGroupName, value: /a }]\n    ${key}\n  - { name: b, resource: aws.iam.roles, props: [{ name: RoleName, value: b }] }\n`;
    const before = sandbox.requests().length;
    await expect(build(write({ 'stackql_manifest.yml': text }))).rejects.toMatchObject({
      message: expect.stringMatching(message),
    });
    expect(sandbox.requests().length).toBe(before);
  });

  it('keys that only resources have are errors elsewhere', async () => {
    const text = `name: keys\nresources:\n  - { name: a, type: query, sql: SELECT 1, create_before_destroy: true }\n`;
    await expect(build(write({ 'stackql_manifest.yml': text }))).rejects.toMatchObject({
      message: expect.stringMatching(/:3:67: A query has no use for create_before_destroy\.$/),
    });
  });
});
